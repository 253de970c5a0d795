using Vitrine.Tensors;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>Attention forward and backward: <c>attention-BxHxTxD</c>, with <c>-causal</c> as CLIP's text encoder has it.</summary>
public sealed class AttentionWork : IWork
{
    private readonly Tensor q;
    private readonly Tensor k;
    private readonly Tensor v;
    private readonly Tensor weights;
    private readonly bool isCausal;

    public AttentionWork(string name)
    {
        var parts = name.Split('-');
        Shape shape = [.. parts[1].Split('x').Select(int.Parse)];
        isCausal = parts.ElementAtOrDefault(2) == "causal";
        var random = new RandomSource(1);
        q = WorkData.Normal(random, shape);
        k = WorkData.Normal(random, shape);
        v = WorkData.Normal(random, shape);
        weights = WorkData.Normal(random, [shape.Length, 1]);
        q.RequiresGradient = k.RequiresGradient = v.RequiresGradient = true;
    }

    public static IReadOnlyList<string> Names { get; } = ["attention-8x12x77x64", "attention-8x12x77x64-causal"];

    public void Run()
    {
        q.ClearGradient();
        k.ClearGradient();
        v.ClearGradient();
        using var scope = Scope.Begin();
        var y = q.Attention(k, v, causal: isCausal);
        y.Reshape([1, y.Length]).MatMul(weights).Reshape([]).Backward();
    }

    public void Dispose()
    {
        q.Dispose();
        k.Dispose();
        v.Dispose();
        weights.Dispose();
    }
}
