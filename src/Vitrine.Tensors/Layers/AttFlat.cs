namespace Vitrine.Tensors.Layers;

/// <summary>
/// Attention that flattens a set to one vector (MCAN, CVPR 2019; used by HSL): a two-layer network gives each element a score, the softmax
/// of the scores weighs their sum. Names as there: <c>mlp.fc.linear</c>, <c>mlp.linear</c>, <c>linear_merge</c>.
/// </summary>
public sealed class AttFlat : Module
{
    private readonly Linear hidden;
    private readonly Linear score;
    private readonly Linear merge;
    private readonly Dropout dropout;

    /// <param name="features">Of an element.</param>
    /// <param name="hiddenFeatures">Of the network's middle.</param>
    /// <param name="outputs">Of the result.</param>
    /// <param name="random">Draws first values and dropout masks.</param>
    /// <param name="dropout">Probability, after the middle.</param>
    public AttFlat(int features, int hiddenFeatures, int outputs, RandomSource random, float dropout = 0.1f)
    {
        hidden = AddChild("mlp.fc.linear", new Linear(features, hiddenFeatures, random, activation: Activation.Relu));
        score = AddChild("mlp.linear", new Linear(hiddenFeatures, 1, random));
        merge = AddChild("linear_merge", new Linear(features, outputs, random));
        this.dropout = AddChild("mlp.fc.dropout", new Dropout(dropout, random));
    }

    /// <param name="x">[batch, elements, features].</param>
    /// <param name="mask">[batch, elements] with 0 for padding, or null.</param>
    /// <returns>[batch, outputs].</returns>
    public Tensor Forward(Tensor x, Tensor? mask = null)
    {
        var (batch, elements, features) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        var scores = score.Forward(dropout.Forward(hidden.Forward(x))).Reshape([batch, elements]);
        var weights = scores.Softmax(mask).Reshape([batch, 1, elements]);
        return merge.Forward(weights.BatchMatMul(x).Reshape([batch, features]));
    }
}
