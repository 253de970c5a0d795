namespace Vitrine.Models.Regions;

/// <summary>Size of region features, as given and as the network takes them.</summary>
/// <param name="Dimensions">Numbers per region as given.</param>
/// <param name="MostRegions">Most regions of an image.</param>
/// <param name="Axes">Principal axes that they are reduced to; 0: not reduced.</param>
public sealed record RegionInput(int Dimensions, int MostRegions, int Axes = 0)
{
    // More than any signal of the region features measured so far; what comes after is noise.
    public const int DefaultAxes = 256;

    /// <summary>Numbers per region that the network takes.</summary>
    public int Width => Axes > 0 ? Axes : Dimensions;

    /// <summary>At most so many axes; fewer dimensions stay as they are.</summary>
    public RegionInput Reduced(int mostAxes = DefaultAxes) => this with { Axes = mostAxes < Dimensions ? mostAxes : 0 };
}
