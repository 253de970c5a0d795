using System.Runtime.Intrinsics;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// A Chebyshev filter on the nodes of a graph, for each row of a batch. Threads share the panels of rows; what is summed over the batch (the gradients of
/// filter and bias) is kept per panel and added up in their order, so that the bits do not depend on the number of threads.
/// </summary>
internal static unsafe class Chebyshev
{
    /// <summary>Rows that go through the graph together: a cache line of floats, and the widest vector.</summary>
    public const int PanelWidth = 16;

    /// <summary>Panels of a batch.</summary>
    public static int Count(int batch) => (batch + PanelWidth - 1) / PanelWidth;

    /// <summary>y = Σ_k θ_k·T_k(M)x + b.</summary>
    public static void Forward(SparseMatrix matrix, in ChebyshevPass pass)
    {
        switch (KernelSelection.Level)
        {
            case KernelLevel.V512:
                WorkerPool.For(Count(pass.Batch), new ForwardJob<Simd512, Vector512<float>>(matrix, pass));
                break;
            case KernelLevel.V256:
                WorkerPool.For(Count(pass.Batch), new ForwardJob<Simd256, Vector256<float>>(matrix, pass));
                break;
            case KernelLevel.V128:
                WorkerPool.For(Count(pass.Batch), new ForwardJob<Simd128, Vector128<float>>(matrix, pass));
                break;
            default:
                WorkerPool.For(Count(pass.Batch), new ForwardJob<SimdScalar, float>(matrix, pass));
                break;
        }
    }

    /// <summary>With g in place of y: ∂x = Σ_k θ_k·T_k(Mᵀ)g, ∂θ_k = ⟨T_k(Mᵀ)g, x⟩, ∂b = Σ g over the rows.</summary>
    /// <param name="transposed">Mᵀ.</param>
    /// <param name="pass">What is read.</param>
    /// <param name="target">Where the gradients go.</param>
    public static void Backward(SparseMatrix transposed, in ChebyshevPass pass, in ChebyshevGradients target)
    {
        switch (KernelSelection.Level)
        {
            case KernelLevel.V512:
                WorkerPool.For(Count(pass.Batch), new BackwardJob<Simd512, Vector512<float>>(transposed, pass, target));
                break;
            case KernelLevel.V256:
                WorkerPool.For(Count(pass.Batch), new BackwardJob<Simd256, Vector256<float>>(transposed, pass, target));
                break;
            case KernelLevel.V128:
                WorkerPool.For(Count(pass.Batch), new BackwardJob<Simd128, Vector128<float>>(transposed, pass, target));
                break;
            default:
                WorkerPool.For(Count(pass.Batch), new BackwardJob<SimdScalar, float>(transposed, pass, target));
                break;
        }
    }

    private readonly struct ForwardJob<TSimd, TVector>(SparseMatrix matrix, ChebyshevPass pass) : IBlockJob
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        public void Run(int block)
        {
            var (size, rows) = ((nint)pass.Nodes * PanelWidth, pass.RowsOf(block));
            var x = Scratch.Get(3 * size);
            var last = x + size;
            var sum = x + 2 * size;
            Panels.Pack(pass.RowAt(pass.X, block), rows, pass.Nodes, x);
            new ChebyshevTerms<TSimd, TVector>(matrix).Walk(pass.Theta, pass.Order, x, last, sum, null, null);
            Panels.Unpack(sum, rows, pass.Nodes, pass.Bias, pass.RowAt(pass.Y, block), add: false);
        }
    }

    private readonly struct BackwardJob<TSimd, TVector>(SparseMatrix transposed, ChebyshevPass pass, ChebyshevGradients target) : IBlockJob
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        public void Run(int block)
        {
            var (size, rows) = ((nint)pass.Nodes * PanelWidth, pass.RowsOf(block));
            var g = Scratch.Get(4 * size);
            var last = g + size;
            var x = g + 2 * size;
            var sum = target.X is null ? null : g + 3 * size;
            Panels.Pack(pass.RowAt(pass.Y, block), rows, pass.Nodes, g);
            if (target.Biases is not null)
            {
                var sums = target.Biases + (long)block * pass.Nodes;
                for (var node = 0; node < pass.Nodes; node++)
                    sums[node] = SumOf(g + (long)node * PanelWidth);
            }

            var products = stackalloc double[pass.Order];
            new Span<double>(products, pass.Order).Clear();
            if (target.Thetas is not null)
                Panels.Pack(pass.RowAt(pass.X, block), rows, pass.Nodes, x);
            new ChebyshevTerms<TSimd, TVector>(transposed).Walk(pass.Theta, pass.Order, g, last, sum, target.Thetas is null ? null : x, products);
            if (target.Thetas is not null)
                new Span<double>(products, pass.Order).CopyTo(new Span<double>(target.Thetas + (long)block * pass.Order, pass.Order));
            if (sum is not null)
                Panels.Unpack(sum, rows, pass.Nodes, null, pass.RowAt(target.X, block), target.AddsToX);
        }

        private static float SumOf(float* lanes)
        {
            var sum = TSimd.Load(lanes);
            for (var lane = TSimd.Width; lane < PanelWidth; lane += TSimd.Width)
                sum = TSimd.Add(sum, TSimd.Load(lanes + lane));
            return TSimd.Sum(sum);
        }
    }
}
