namespace Vitrine.Models.Regions;

/// <summary>Scores of the texts with the images that were handed to <see cref="RegionModel.Compare"/>.</summary>
public interface IRegionComparison : IDisposable
{
    /// <summary>How well a text fits some of the images; larger is better.</summary>
    /// <param name="text">One of the texts.</param>
    /// <param name="images">Some of the images; the same list again is compared faster.</param>
    /// <param name="scores">One per image.</param>
    void Scores(int text, IReadOnlyList<int> images, Span<float> scores);
}
