using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;

namespace Vitrine.Models.Regions;

/// <summary>The region encoders that models of a store are trained on; the counterpart of <see cref="StoreEncoders"/> for methods that look at regions.</summary>
public static class RegionEncoders
{
    /// <summary>The encoder to train on.</summary>
    /// <param name="data">Gets a copy of the network, unless it has one.</param>
    /// <param name="network">As for <see cref="StoreEncoders.Adopt(ITrainingData, string?, bool)"/>; null: hand-made features of a grid.</param>
    /// <param name="withMirrored">As for <see cref="NetworkExtractor"/>.</param>
    /// <returns>Disposed by the caller where it can be.</returns>
    /// <inheritdoc cref="StoreEncoders.Adopt(ITrainingData, string?, bool)" path="/exception"/>
    public static IRegionEncoder Adopt(ITrainingData data, string? network, bool withMirrored) => network is null
        ? new GridRegions()
        : new NetworkRegions(StoreEncoders.Adopt(data, network, folder => new NetworkRegionFeatures(folder, withMirrored)));

    /// <summary>The encoder that a model was trained on.</summary>
    /// <param name="storePath">The store of the model.</param>
    /// <param name="version">Its <see cref="IRegionEncoder.Version"/> then.</param>
    /// <exception cref="CatalogueException">This version of Vitrine does not make such regions, or the store has lost their network.</exception>
    public static IRegionEncoder Open(string storePath, string version)
    {
        IRegionEncoder encoder = NetworkRegionFeatures.Parse(version.Split('/')[0]) is var (network, withMirrored)
            && StoreEncoders.FindNetwork(storePath, network) is { } folder
                ? new NetworkRegions(new NetworkRegionFeatures(folder, withMirrored))
                : new GridRegions();
        if (encoder.Version == version)
            return encoder;
        (encoder as IDisposable)?.Dispose();
        throw new CatalogueException($"The model wants region features '{version}'; this store makes '{encoder.Version}'.", "Train the model again.");
    }
}
