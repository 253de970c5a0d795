namespace Vitrine.Tensors.Layers;

/// <summary>
/// Attention of several heads (Vaswani et al., 2017): softmax(q·kᵀ/√d)·v per head, between two linear maps. Parameters as PyTorch's
/// MultiheadAttention: <c>in_proj_weight</c> [3·features, features] (query, key, value), <c>in_proj_bias</c>, <c>out_proj.weight</c>, <c>out_proj.bias</c>.
/// </summary>
public sealed class MultiHeadAttention : Module
{
    private readonly Tensor weight;
    private readonly Tensor bias;
    private readonly Linear output;
    private readonly int features;
    private readonly int heads;

    /// <param name="features">Of each step, in and out; a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">How many heads share them.</param>
    /// <param name="random">Draws the weights (Glorot uniform, as PyTorch); biases start at 0.</param>
    public MultiHeadAttention(int features, int heads, RandomSource random)
    {
        if (heads < 1 || features % heads != 0)
            throw new ArgumentException($"{features} features cannot be shared among {heads} heads.", nameof(heads));
        this.features = features;
        this.heads = heads;
        weight = AddParameter("in_proj_weight", [3 * features, features]).XavierUniform(random);
        bias = AddParameter("in_proj_bias", [3 * features]);
        output = AddChild("out_proj", new Linear(features, features, random));
        output.Bias!.Data.Clear();
    }

    /// <summary>Each step attends to the steps of the same sequence.</summary>
    /// <param name="x">[batch, time, features].</param>
    /// <param name="mask">[batch, time] with 0 for padding, or null.</param>
    /// <param name="causal">Whether a step sees only itself and those before it.</param>
    /// <returns>[batch, time, features].</returns>
    public Tensor Forward(Tensor x, Tensor? mask = null, bool causal = false)
    {
        var all = x.Linear(weight, bias);
        return Attend(Heads(all, 0), Heads(all, 1), Heads(all, 2), mask, causal);
    }

    /// <summary>Each step of <paramref name="x"/> attends to the steps of <paramref name="memory"/>.</summary>
    /// <param name="x">[batch, time, features].</param>
    /// <param name="memory">[batch, steps, features].</param>
    /// <param name="mask">[batch, steps] with 0 for padding, or null.</param>
    /// <returns>[batch, time, features].</returns>
    public Tensor Forward(Tensor x, Tensor memory, Tensor? mask)
    {
        var query = x.Linear(weight.Slice(0, 0, features), bias.Slice(0, 0, features));
        var rest = memory.Linear(weight.Slice(0, features, 2 * features), bias.Slice(0, features, 2 * features));
        return Attend(Heads(query, 0), Heads(rest, 0), Heads(rest, 1), mask, causal: false);
    }

    /// <summary>The <paramref name="part"/>-th features of each step as [batch, heads, time, features / heads].</summary>
    private Tensor Heads(Tensor x, int part)
    {
        var (batch, time) = (x.Shape[0], x.Shape[1]);
        return x.Slice(2, part * features, features).Reshape([batch, time, heads, features / heads]).Permute(0, 2, 1, 3);
    }

    private Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? mask, bool causal)
    {
        var (batch, time, steps) = (query.Shape[0], query.Shape[2], key.Shape[2]);
        var scores = query.Scale(1 / MathF.Sqrt(features / heads)).BatchMatMul(key, transposeB: true);
        var allowed = mask?.Reshape([batch, 1, 1, steps]);
        if (causal)
            allowed = allowed is null ? Causal(time) : allowed * Causal(time);
        var context = scores.Softmax(allowed).BatchMatMul(value);
        return output.Forward(context.Permute(0, 2, 1, 3).Reshape([batch, time, features]));
    }

    private static Tensor Causal(int time)
    {
        var mask = Tensor.Zeros([time, time]);
        for (var i = 0; i < time; i++)
            mask.Data.Slice(i * time, i + 1).Fill(1);
        return mask;
    }
}
