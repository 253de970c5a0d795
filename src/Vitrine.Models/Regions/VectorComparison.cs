using System.Numerics.Tensors;

namespace Vitrine.Models.Regions;

/// <summary>The comparison of models whose score is an inner product of vectors.</summary>
/// <param name="textVectors">[texts, <paramref name="dimensions"/>]</param>
/// <param name="imageVectors">[images, <paramref name="dimensions"/>]</param>
/// <param name="dimensions">Of a vector.</param>
internal sealed class VectorComparison(float[] textVectors, float[] imageVectors, int dimensions) : IRegionComparison
{
    public void Scores(int text, IReadOnlyList<int> images, Span<float> scores)
    {
        for (var i = 0; i < scores.Length; i++)
            scores[i] = TensorPrimitives.Dot<float>(textVectors.AsSpan(text * dimensions, dimensions), imageVectors.AsSpan(images[i] * dimensions, dimensions));
    }

    public void Dispose()
    {
    }
}
