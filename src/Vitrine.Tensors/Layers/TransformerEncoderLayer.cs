namespace Vitrine.Tensors.Layers;

/// <summary>
/// A transformer layer: self-attention and a two-layer network, each with a residual connection. Parameters as PyTorch's
/// TransformerEncoderLayer: <c>self_attn.*</c>, <c>linear1</c>, <c>linear2</c>, <c>norm1</c>, <c>norm2</c>. Unlike there, dropout is not applied to the attention weights,
/// which the fused attention never writes down.
/// </summary>
public sealed class TransformerEncoderLayer : Module
{
    private readonly MultiHeadAttention attention;
    private readonly Linear inner;
    private readonly Linear outer;
    private readonly LayerNorm norm1;
    private readonly LayerNorm norm2;
    private readonly Dropout dropout;
    private readonly bool normFirst;

    /// <param name="features">Of each step.</param>
    /// <param name="heads">Of the attention.</param>
    /// <param name="feedForward">Features between the two linear maps.</param>
    /// <param name="random">Draws first values and dropout masks.</param>
    /// <param name="dropout">Probability, after attention and after each linear map.</param>
    /// <param name="activation">Between the two linear maps.</param>
    /// <param name="normFirst">True: x + f(norm(x)) (pre-norm); false: norm(x + f(x)) (post-norm, the original).</param>
    public TransformerEncoderLayer(
        int features, int heads, int feedForward, RandomSource random, float dropout = 0.1f, Activation activation = Activation.Relu, bool normFirst = false)
    {
        this.normFirst = normFirst;
        attention = AddChild("self_attn", new MultiHeadAttention(features, heads, random));
        inner = AddChild("linear1", new Linear(features, feedForward, random, activation: activation));
        outer = AddChild("linear2", new Linear(feedForward, features, random));
        norm1 = AddChild("norm1", new LayerNorm(features));
        norm2 = AddChild("norm2", new LayerNorm(features));
        this.dropout = AddChild("dropout", new Dropout(dropout, random));
    }

    /// <param name="x">[batch, time, features].</param>
    /// <param name="mask">[batch, time] with 0 for padding, or null.</param>
    /// <param name="causal">Whether a step sees only itself and those before it.</param>
    /// <returns>[batch, time, features].</returns>
    public Tensor Forward(Tensor x, Tensor? mask = null, bool causal = false)
    {
        if (normFirst)
        {
            x += Attend(norm1.Forward(x), mask, causal);
            return x + FeedForward(norm2.Forward(x));
        }

        x = norm1.Forward(x + Attend(x, mask, causal));
        return norm2.Forward(x + FeedForward(x));
    }

    private Tensor Attend(Tensor x, Tensor? mask, bool causal) => dropout.Forward(attention.Forward(x, mask, causal));

    private Tensor FeedForward(Tensor x) => dropout.Forward(outer.Forward(dropout.Forward(inner.Forward(x))));
}
