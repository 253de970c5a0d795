using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Regions;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines.Scan;

/// <summary>Scores of texts with images that are encoded already.</summary>
internal sealed class ScanComparison(ScanModel model, ScanSide sentences, ScanSide photos) : IRegionComparison
{
    // Many texts are usually compared with one list of images after the other.
    private IReadOnlyList<int>? taken;
    private Tensor? regions;
    private SequenceLengths? counts;

    public void Scores(int text, IReadOnlyList<int> images, Span<float> scores)
    {
        if (!ReferenceEquals(taken, images))
        {
            regions?.Dispose();
            (regions, counts) = photos.Take(images);
            taken = images;
        }

        using var scope = Scope.Begin(recordGradients: false);
        var (words, lengths) = sentences.Take([text]);
        model.Scores(words, lengths, regions!, counts!).Data.CopyTo(scores);
    }

    public void Dispose() => regions?.Dispose();
}
