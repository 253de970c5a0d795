using Vitrine.Catalogue.Features;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Regions;

/// <summary>What cuts a photo into regions and describes each: a grid of cells where a shop has no detector.</summary>
public interface IRegionEncoder
{
    /// <summary>Name and version, as a model remembers them.</summary>
    string Version { get; }

    /// <summary>Gives [<see cref="Regions"/> × <see cref="Dimensions"/>] numbers of a photo.</summary>
    IFeatureExtractor Extractor { get; }

    /// <summary>Regions of every photo.</summary>
    int Regions { get; }

    /// <summary>Numbers per region.</summary>
    int Dimensions { get; }

    /// <summary>Where a region lies on a photo of a given size in pixels.</summary>
    RegionBox BoxOf(int region, int photoWidth, int photoHeight);
}
