namespace Vitrine.Models.Progressive;

/// <summary>α v + (1 − α) t with one α for all queries: 1 the picture alone, 0 the words alone. Buffer: <c>alpha</c> [1].</summary>
public sealed class FixedWeights : Composer
{
    private readonly Tensor alpha;

    /// <param name="imageWeight">α.</param>
    public FixedWeights(float imageWeight) => alpha = AddBuffer("alpha", [1], imageWeight);

    /// <summary>α.</summary>
    public float ImageWeight
    {
        get => alpha.Data[0];
        set => alpha.Data[0] = value;
    }

    public override Composition Compose(Tensor images, Tensor texts, float[]? imageWeights = null)
    {
        var weights = Tensor.Empty([images.Shape[0], 2]);
        for (var i = 0; i < images.Shape[0]; i++)
            (weights.Data[2 * i], weights.Data[2 * i + 1]) = (ImageWeight, 1 - ImageWeight);
        return new Composition(Weighted(Given(weights, imageWeights), images, texts), weights);
    }
}
