using Vitrine.Models.Encoders.Published;
using Vitrine.Onnx.Encoders;
using Vitrine.Tensors;

namespace Vitrine.Workbench.Encoders.Parity;

/// <summary>Computes what networks say of a sample.</summary>
/// <param name="sample">The products.</param>
/// <param name="progress">Gets products done.</param>
/// <param name="cancellation">Looked at before each batch.</param>
internal sealed class SampleVectors(ParitySample sample, IProgress<WorkProgress>? progress, CancellationToken cancellation)
{
    private const int BatchSize = 32;

    /// <summary>The vectors of all products by a network.</summary>
    /// <param name="network">Its file.</param>
    /// <param name="modality">Whether it is to see their photos or their titles.</param>
    public UnitVectors Of(string network, Modality modality) => modality == Modality.Image ? OfPhotos(network) : OfTitles(network);

    private UnitVectors OfPhotos(string network)
    {
        using var images = OnnxImages.Load(network);
        var vectors = new float[sample.Count * images.Dimensions];
        foreach (var batch in Enumerable.Range(0, sample.Count).Chunk(BatchSize))
        {
            using var scope = Scope.Begin(recordGradients: false);
            var pixels = images.Preprocessing.PrepareFiles(batch.Length, i => sample.ReadPhoto(batch[i]), cancellation);
            images.Forward(pixels).Vectors.Data.CopyTo(vectors.AsSpan(batch[0] * images.Dimensions));
            Report(network, "photos", batch[^1] + 1);
        }

        return new UnitVectors(vectors, images.Dimensions);
    }

    private UnitVectors OfTitles(string network)
    {
        using var texts = OnnxTextEncoder.Open(network);
        int[][] tokens = [.. sample.Titles.Select(texts.Tokens)];
        var vectors = new float[sample.Count * texts.Dimensions];

        // Texts of a length together: padding costs as much as words.
        foreach (var (number, batch) in Enumerable.Range(0, sample.Count).OrderBy(i => tokens[i].Length).Chunk(BatchSize).Index())
        {
            cancellation.ThrowIfCancellationRequested();
            var computed = texts.Encode([.. batch.Select(i => tokens[i])]);
            for (var i = 0; i < batch.Length; i++)
                computed.AsSpan(i * texts.Dimensions, texts.Dimensions).CopyTo(vectors.AsSpan(batch[i] * texts.Dimensions));
            Report(network, "titles", number * BatchSize + batch.Length);
        }

        return new UnitVectors(vectors, texts.Dimensions);
    }

    private void Report(string network, string what, int done) => progress?.Report(new WorkProgress($"{Path.GetFileName(network)}, {what}", done, sample.Count));
}
