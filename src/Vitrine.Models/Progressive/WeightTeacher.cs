using System.Numerics.Tensors;

namespace Vitrine.Models.Progressive;

/// <summary>
/// What the weights of picture and words learn from, without labels: (a_v, a_t) = softmax([s(v, z), s(t, z)] / τ_w), where both similarities with the target are
/// standardised over the batch. Pictures are nearer to each other than to words, so that without this all weight would be the picture's.
/// </summary>
public static class WeightTeacher
{
    /// <param name="images">v [n, d].</param>
    /// <param name="texts">t [n, d].</param>
    /// <param name="targets">z [n, d].</param>
    /// <param name="temperature">τ_w.</param>
    /// <returns>a [n, 2]; nothing flows back through it.</returns>
    public static Tensor Of(Tensor images, Tensor texts, Tensor targets, float temperature)
    {
        var (n, d) = (images.Shape[0], images.Shape[1]);
        var (byImage, byText) = (Standardised(images), Standardised(texts));
        var shares = Tensor.Empty([n, 2]);
        for (var i = 0; i < n; i++)
        {
            var image = 1 / (1 + MathF.Exp((byText[i] - byImage[i]) / temperature)); // the softmax of two
            (shares.Data[2 * i], shares.Data[2 * i + 1]) = (image, 1 - image);
        }

        return shares;

        float[] Standardised(Tensor side)
        {
            var similarities = new float[n];
            for (var i = 0; i < n; i++)
                similarities[i] = TensorPrimitives.Dot<float>(side.Data.Slice(i * d, d), targets.Data.Slice(i * d, d));
            var mean = TensorPrimitives.Sum<float>(similarities) / n;
            TensorPrimitives.Subtract(similarities, mean, similarities);
            var deviation = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(similarities) / n);
            if (deviation > 0)
                TensorPrimitives.Divide(similarities, deviation, similarities);
            return similarities;
        }
    }
}
