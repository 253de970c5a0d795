namespace Vitrine.Models.Contract;

/// <summary>Features of the regions of many images, read at random.</summary>
public interface IRegionSource
{
    /// <summary>Numbers per region.</summary>
    int Dimensions { get; }

    /// <summary>Most regions of an image.</summary>
    int MaxRegions { get; }

    /// <summary>Regions of an image, 1 … <see cref="MaxRegions"/>.</summary>
    int CountOf(int item);

    /// <summary>Copies the features of an image's regions to the start of a padded row.</summary>
    /// <param name="item">The image.</param>
    /// <param name="destination">[at least <see cref="CountOf"/>, <see cref="Dimensions"/>]; what is left over is cleared.</param>
    void Read(int item, Span<float> destination);
}
