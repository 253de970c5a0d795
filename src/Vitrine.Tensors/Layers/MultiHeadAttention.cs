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
    public Tensor Forward(Tensor x, Tensor? mask = null, bool causal = false) =>
        output.Forward(x.Linear(weight, bias).SelfAttention(heads, mask, causal));

    /// <summary>Each step of <paramref name="x"/> attends to the steps of <paramref name="memory"/>.</summary>
    /// <param name="x">[batch, time, features].</param>
    /// <param name="memory">[batch, steps, features].</param>
    /// <param name="mask">[batch, steps] with 0 for padding, or null.</param>
    /// <returns>[batch, time, features].</returns>
    public Tensor Forward(Tensor x, Tensor memory, Tensor? mask)
    {
        var query = x.Linear(weight.Slice(0, 0, features), bias.Slice(0, 0, features));
        var rest = memory.Linear(weight.Slice(0, features, 2 * features), bias.Slice(0, features, 2 * features));
        return output.Forward(query.Attention(rest.Slice(2, 0, features), rest.Slice(2, features, features), heads, mask));
    }
}
