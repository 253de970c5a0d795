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
    /// <param name="mask">[batch, time] with 0 for padding at the end of a sequence, or null.</param>
    /// <param name="causal">Whether a step sees only itself and those before it.</param>
    /// <returns>[batch, time, features].</returns>
    public Tensor Forward(Tensor x, Tensor? mask = null, bool causal = false) => Attend(x, x, mask, causal);

    /// <summary>Each step of <paramref name="x"/> attends to the steps of <paramref name="memory"/>.</summary>
    /// <param name="x">[batch, time, features].</param>
    /// <param name="memory">[batch, steps, features].</param>
    /// <param name="mask">[batch, steps] with 0 for padding at the end of a sequence, or null.</param>
    /// <returns>[batch, time, features].</returns>
    public Tensor Forward(Tensor x, Tensor memory, Tensor? mask) => Attend(x, memory, mask, causal: false);

    private Tensor Attend(Tensor x, Tensor memory, Tensor? mask, bool causal)
    {
        var lengths = mask is null ? null : LengthsOf(mask, memory.Shape);
        return output.Forward(Project(x, 0).Attention(Project(memory, 1), Project(memory, 2), heads, lengths, causal));
    }

    /// <summary>The query (0), key (1) or value (2) of each step. A slice of the weights is a smaller copy than one of what they make.</summary>
    private Tensor Project(Tensor x, int part) =>
        x.Linear(weight.Slice(0, part * features, features), bias.Slice(0, part * features, features));

    private static int[] LengthsOf(Tensor mask, Shape shape)
    {
        var (batch, time) = (shape[0], shape[1]);
        if (mask.Shape != new Shape(batch, time))
            throw new ArgumentException($"The mask of {shape} is [{batch}, {time}]; the shape is {mask.Shape}.", nameof(mask));
        var lengths = new int[batch];
        for (var b = 0; b < batch; b++)
        {
            var row = mask.Data.Slice(b * time, time);
            var end = row.IndexOf(0f);
            lengths[b] = end < 0 ? time : end;
            if (row[lengths[b]..].ContainsAnyExcept(0f))
                throw new ArgumentException($"Sequence {b} has padding before its end; attention takes padding behind the last step only.", nameof(mask));
        }

        return lengths;
    }
}
