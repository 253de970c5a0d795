using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders;

/// <summary>
/// A fully connected layer on bags of words, x·w + b, which never touches the zeros of x. Parameters: <c>weight</c> [terms, out] (a row per term,
/// unlike <see cref="Linear"/>, so that a bag is a sum of rows), <c>bias</c> [out].
/// </summary>
public sealed class BagLinear : Module
{
    /// <param name="terms">Size of the vocabulary.</param>
    /// <param name="outputs">Features out.</param>
    /// <param name="termsPerBag">Terms of a common text: the fan-in that the first weights are scaled by, uniform in ±1/√fan-in.</param>
    /// <param name="random">Draws them.</param>
    public BagLinear(int terms, int outputs, int termsPerBag, RandomSource random)
    {
        Weight = AddParameter("weight", [terms, outputs]).FanInUniform(random, termsPerBag);
        Bias = AddParameter("bias", [outputs]).FanInUniform(random, termsPerBag);
    }

    public Tensor Weight { get; }

    public Tensor Bias { get; }

    /// <returns>[bags, out]</returns>
    public Tensor Forward(TermBatch bags) => Weight.EmbeddingBag(bags.Terms, bags.Starts, weights: bags.Weights) + Bias;
}
