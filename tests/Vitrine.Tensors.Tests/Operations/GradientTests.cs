using static Vitrine.Tensors.Tests.GradientCheck;

namespace Vitrine.Tensors.Tests;

/// <summary>Every operation's backward pass against central differences.</summary>
public class GradientTests
{
    [Theory]
    [InlineData("relu")]
    [InlineData("tanh")]
    [InlineData("sigmoid")]
    [InlineData("softplus")]
    [InlineData("exp")]
    [InlineData("log")]
    [InlineData("square")]
    [InlineData("sqrt")]
    [InlineData("gelu")]
    [InlineData("gelu-tanh")]
    [InlineData("quick-gelu")]
    [InlineData("scale")]
    public void Elementwise_Gradient_MatchesDifferences(string name)
    {
        // Away from 0, where ReLU has a corner and log and root no value.
        var x = Random([3, 7], 1);
        foreach (ref var value in x.Data)
            value = name is "log" or "sqrt" ? 0.5f + MathF.Abs(value) : value + MathF.Sign(value) * 0.1f;
        Run(inputs => name switch
        {
            "relu" => inputs[0].Relu(),
            "tanh" => inputs[0].Tanh(),
            "sigmoid" => inputs[0].Sigmoid(),
            "softplus" => inputs[0].Softplus(),
            "exp" => inputs[0].Exp(),
            "log" => inputs[0].Log(),
            "square" => inputs[0].Square(),
            "sqrt" => inputs[0].Sqrt(),
            "gelu" => inputs[0].Gelu(),
            "gelu-tanh" => inputs[0].GeluTanh(),
            "quick-gelu" => inputs[0].QuickGelu(),
            _ => 2 - inputs[0] * 3 / 4,
        }, x);
    }

    public static TheoryData<int[], int[]> BroadcastShapes => new()
    {
        { [3, 5], [3, 5] },
        { [3, 5], [5] },
        { [3, 5], [3, 1] },
        { [3, 1], [1, 5] },
        { [2, 3, 4], [3, 1] },
        { [2, 1, 4], [3, 1] },
        { [], [2, 3] },
        { [2, 3], [1] },
        { [1, 1], [1] },
        { [2, 1, 2, 3], [1, 2, 2, 1] },
    };

    [Theory]
    [MemberData(nameof(BroadcastShapes))]
    public void Arithmetic_Broadcast_GradientMatchesDifferences(int[] left, int[] right)
    {
        var a = Random(new Shape(left), 2);
        var b = Random(new Shape(right), 3);
        foreach (ref var value in b.Data)
            value += 2 * MathF.Sign(value); // a divisor away from 0
        Run(x => x[0] + x[1], a, b);
        Run(x => x[0] - x[1], a, b);
        Run(x => x[0] * x[1], a, b);
        Run(x => x[0] / x[1], a, b);
        Run(x => x[1] * x[0] - x[0] * x[0], a, b);
        Run(x => (x[0] + x[0]) * (x[1] - x[1] * x[1]), a, b);
    }

    [Fact]
    public void Arithmetic_ShapesThatDoNotFit_NamesBoth()
    {
        var exception = Assert.Throws<ArgumentException>(() => Tensor.Zeros([2, 3]) + Tensor.Zeros([2, 4]));
        Assert.Contains("[2, 3]", exception.Message);
        Assert.Contains("[2, 4]", exception.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void Reductions_Gradient_MatchesDifferences(int axis)
    {
        var x = Random([3, 4, 5], 4);
        for (var i = 0; i < x.Length; i++)
            x.Data[i] += 0.1f * i; // no ties near the step
        Run(inputs => inputs[0].Sum(axis), x);
        Run(inputs => inputs[0].Mean(axis, keepAxis: true), x);
        Run(inputs => inputs[0].Max(axis), x);
        Run(inputs => inputs[0].Sum(), x);
        Run(inputs => inputs[0].Mean(), x);
    }

    [Fact]
    public void Softmax_Gradient_MatchesDifferences()
    {
        var x = Random([2, 3, 5], 5, 3);
        var mask = Tensor.From([1, 1, 0, 1, 1, 1, 0, 0, 0, 0], [2, 1, 5]);
        Run(inputs => inputs[0].Softmax(), x);
        Run(inputs => inputs[0].LogSoftmax(), x);
        Run(inputs => inputs[0].Softmax(mask), x);
    }

    [Fact]
    public void Softmax_MaskedRow_IsZero()
    {
        var x = Random([2, 3], 5);
        var mask = Tensor.From([0, 0, 0, 1, 0, 1], [2, 3]);
        var result = x.Softmax(mask).Data;
        Assert.Equal([0, 0, 0], result[..3].ToArray());
        Assert.Equal(0, result[4]);
        Assert.Equal(1, result[3] + result[5], 1e-6f);
    }

    [Fact]
    public void LogSoftmax_Masked_GradientOfTheOthersMatchesDifferences()
    {
        var mask = Tensor.From([1, 0, 1, 1], [4]);
        Run(inputs => inputs[0].LogSoftmax(mask).Gather(new[] { 0 }).Slice(1, 2, 2), Random([2, 4], 6, 2));
    }

    [Fact]
    public void L2Normalise_Gradient_MatchesDifferences() => Run(x => x[0].L2Normalise(), Random([4, 6], 7));

    [Fact]
    public void L2Normalise_ZeroRow_StaysZero() => Assert.Equal([0, 0, 0], Tensor.Zeros([1, 3]).L2Normalise().Data.ToArray());

    [Fact]
    public void Gather_RepeatedRows_GradientMatchesDifferences() => Run(x => x[0].Gather(new[] { 2, 0, 2, 2 }), Random([3, 4], 8));

    [Fact]
    public void Gather_RowOutside_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([3, 4]).Gather(new[] { 3 }));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void ConcatAndSlice_Gradient_MatchesDifferences(int axis)
    {
        var a = Random([2, 3, 4], 9);
        var b = Random(a.Shape.With(axis, 1), 10);
        Run(x => Tensors.Operations.Concat([x[0], x[1], x[0]], axis), a, b);
        Run(x => x[0].Slice(axis, 1, 1) + x[0].Slice(axis, 0, 1), a);
    }

    [Fact]
    public void Permute_Gradient_MatchesDifferences()
    {
        Run(x => x[0].Permute(2, 0, 3, 1), Random([2, 3, 4, 5], 11));
        Run(x => x[0].Permute(0, 2, 1, 3) * x[0].Permute(0, 2, 1, 3), Random([2, 3, 4, 5], 12));
        Run(x => x[0].Transpose(), Random([3, 4], 13));
    }

    [Theory]
    [InlineData(Activation.None)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Gelu)]
    [InlineData(Activation.GeluTanh)]
    [InlineData(Activation.QuickGelu)]
    public void Linear_Gradient_MatchesDifferences(Activation activation)
    {
        Run(x => x[0].Linear(x[1], x[2], activation), Random([2, 3, 5], 14), Random([4, 5], 15), Random([4], 16));
        // Seeds for which no pre-activation is within a step of the corner of ReLU.
        Run(x => x[0].Linear(x[1], null, activation), Random([3, 5], 44), Random([4, 5], 45));
    }

    [Fact]
    public void MatMul_Gradient_MatchesDifferences()
    {
        foreach (var (left, right) in new[] { (false, false), (false, true), (true, false), (true, true) })
            Run(x => x[0].MatMul(x[1], left, right), Random(left ? [4, 3] : [3, 4], 17), Random(right ? [5, 4] : [4, 5], 18));
    }

    [Fact]
    public void CrossEntropy_Gradient_MatchesDifferences()
    {
        var weights = Tensor.From([1, 0.5f, 2, 1], [4]);
        var targets = Random([4, 5], 20).Softmax();
        Run(x => x[0].CrossEntropy(new[] { 0, 4, 2, -1 }), Random([4, 5], 19, 3));
        Run(x => x[0].CrossEntropy(new[] { 0, 4, 2, -1 }, weights), Random([4, 5], 19, 3));
        Run(x => x[0].CrossEntropy(targets, weights), Random([4, 5], 19, 3));
    }

    [Fact]
    public void PairwiseLogistic_Gradient_MatchesDifferences()
    {
        var phi = Random([3, 4], 21, 2);
        var similar = Tensor.From([1, 0, 0, 1, 0, 1, 0, 0, 0.5f, 0, 0, 1], [3, 4]);
        var weights = Random([3, 4], 22);
        Run(x => x[0].PairwiseLogistic(new[] { 1, 2, 3 }, new[] { 3, 3, 1, 2 }), phi);
        Run(x => x[0].PairwiseLogistic(similar), phi);
        Run(x => x[0].PairwiseLogistic(similar, weights), phi);
    }
}
