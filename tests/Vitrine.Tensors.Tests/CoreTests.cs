using Vitrine.Tensors.Memory;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Tests;

public class CoreTests
{
    [Fact]
    public void Backward_ThroughReshapeAndTwoUses_SumsGradients()
    {
        using var a = Tensor.From([1, 2, 3, 4], [2, 2]);
        using var b = Tensor.From([5, 6, 7, 8], [2, 2]);
        using var ones = Tensor.Full([1, 2], 1);
        a.RequiresGradient = b.RequiresGradient = true;
        using (var scope = Scope.Begin())
        {
            // loss = 1ᵀ(AB)1
            var product = a.MatMul(b).Reshape([4]).Reshape([2, 2]);
            ones.MatMul(product).MatMul(ones, transposeB: true).Reshape([]).Backward();
        }

        Assert.Equal([11, 15, 11, 15], a.Gradient!.Data.ToArray());
        Assert.Equal([4, 4, 6, 6], b.Gradient!.Data.ToArray());
    }

    [Fact]
    public void Scope_Closed_ReturnsEveryBuffer()
    {
        var before = BufferPool.RentedBytes;
        using (var scope = Scope.Begin())
        {
            Tensor.Zeros([100, 100]).MatMul(Tensor.Zeros([100, 7]));
            Assert.True(BufferPool.RentedBytes > before);
        }

        Assert.Equal(before, BufferPool.RentedBytes);
    }

    [Fact]
    public void WorkerPool_ManyCalls_RunsEveryBlockOnce()
    {
        var threads = WorkerPool.ThreadCount;
        WorkerPool.ThreadCount = 4;
        try
        {
            for (var call = 0; call < 20_000; call++)
            {
                var counts = new int[call % 37];
                WorkerPool.For(counts.Length, new Count(counts));
                Assert.All(counts, count => Assert.Equal(1, count));
            }
        }
        finally
        {
            WorkerPool.ThreadCount = threads;
        }
    }

    [Fact]
    public void WorkerPool_BlockThrows_CallerGetsIt() =>
        Assert.Throws<AggregateException>(() => WorkerPool.For(8, new Fail()));

    [Fact]
    public void Tensor_UsedAfterItsScope_SaysSo()
    {
        Tensor tensor;
        using (Scope.Begin())
            tensor = Tensor.Zeros([2]);
        Assert.Throws<ObjectDisposedException>(() => tensor.Data.Length);
    }

    private readonly struct Count(int[] counts) : IBlockJob
    {
        public void Run(int block) => Interlocked.Increment(ref counts[block]);
    }

    private readonly struct Fail : IBlockJob
    {
        public void Run(int block) => throw new InvalidOperationException();
    }
}
