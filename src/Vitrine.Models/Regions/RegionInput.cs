namespace Vitrine.Models.Regions;

/// <summary>Size of region features, as given and as the network takes them.</summary>
/// <param name="Dimensions">Numbers per region as given.</param>
/// <param name="Axes">Principal axes that they are reduced to; 0: not reduced.</param>
public sealed record RegionInput(int Dimensions, int Axes = 0)
{
    /// <summary>Numbers per region that the network takes.</summary>
    internal int Width => Axes > 0 ? Axes : Dimensions;

    // More than any signal of the region features measured so far; what comes after is noise.
    internal const int DefaultAxes = 256;

    /// <summary>At most so many axes; fewer dimensions stay as they are.</summary>
    internal static RegionInput Of(int dimensions, int mostAxes = DefaultAxes) => new(dimensions, mostAxes < dimensions ? mostAxes : 0);
}
