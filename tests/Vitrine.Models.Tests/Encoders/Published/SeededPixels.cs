using Vitrine.Models.Encoders.Published;

namespace Vitrine.Models.Tests.Encoders.Published;

/// <summary>The pictures that the oracle saw: drawn from a seed, so that no file is needed.</summary>
internal static class SeededPixels
{
    /// <param name="batch">Pictures.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="scale">Factor of the numbers.</param>
    /// <returns>[batch, 3, height, width].</returns>
    internal static Tensor Make(int batch, int height, int width, float scale = 1)
    {
        var pixels = Tensor.Empty([batch, 3, height, width]);
        SeededWeights.Fill("pixels", scale, 0, pixels.Data);
        return pixels;
    }
}
