using System.Runtime.InteropServices;
using Vitrine.Catalogue;
using Vitrine.Models.Encoders.Published;
using Vitrine.Onnx.Encoders;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Threading;

namespace Vitrine.Models.Encoders;

/// <summary>What a published network is like for pictures, or for texts.</summary>
/// <param name="Takes">Pictures or texts.</param>
/// <param name="Input">[3, height, width] of a picture; of texts the most tokens.</param>
/// <param name="Outputs">The names of those outputs that are taken.</param>
/// <param name="HasSameBits">Whether one fixed batch got the same bits with one thread and with all.</param>
public sealed record EncoderTower(Modality Takes, IReadOnlyList<int> Input, IReadOnlyList<string> Outputs, bool HasSameBits)
{
    private const int Pictures = 4;

    // Of several lengths, so that some are filled up.
    private static readonly string[] Texts = ["red", "a long dress with blue dots", "men's running shoes, size 44, white and grey, for wet roads", "boots"];

    /// <summary>Computes a fixed batch twice.</summary>
    /// <param name="network">The file.</param>
    /// <param name="modality">What it gets.</param>
    /// <returns>Null where the folder lacks what this needs: a network of both kinds may have been taken for its pictures, without a tokeniser.</returns>
    internal static EncoderTower? Measure(string network, Modality modality)
    {
        try
        {
            var (tower, one) = Compute(1);
            var (_, all) = Compute(Math.Max(2, WorkerPool.ThreadCount)); // so that there is a second number where only one is allowed
            return tower with { HasSameBits = MemoryMarshal.AsBytes<float>(one).SequenceEqual(MemoryMarshal.AsBytes<float>(all)) };
        }
        catch (CatalogueException e) when (e is UsageException or BadDataException)
        {
            return null;
        }

        (EncoderTower Tower, float[] Vectors) Compute(int threads) => modality == Modality.Image ? OfPictures(network, threads) : OfTexts(network, threads);
    }

    private static (EncoderTower Tower, float[] Vectors) OfPictures(string network, int threads)
    {
        using var images = OnnxImages.Load(network, threads);
        using var scope = Scope.Begin(recordGradients: false);
        var (height, width) = (images.Preprocessing.Height, images.Preprocessing.Width);
        var pixels = Tensor.Empty([Pictures, 3, height, width]).Normal(new RandomSource(1), 1);
        return (new EncoderTower(Modality.Image, [3, height, width], images.Outputs, false), images.Forward(pixels).Vectors.Data.ToArray());
    }

    private static (EncoderTower Tower, float[] Vectors) OfTexts(string network, int threads)
    {
        using var texts = OnnxTextEncoder.Open(network, threads);
        return (new EncoderTower(Modality.Text, [texts.MostTokens], [texts.Output], false), texts.Encode([.. Texts.Select(texts.Tokens)]));
    }
}
