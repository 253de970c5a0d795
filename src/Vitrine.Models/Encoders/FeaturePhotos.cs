using Vitrine.Catalogue.Features;

namespace Vitrine.Models.Encoders;

/// <summary>Photos as their fixed features. [photos, dimensions]</summary>
/// <param name="features">Disposed with this.</param>
internal sealed class FeaturePhotos(IFeatureRows features) : IPhotoSource
{
    public Tensor Take(ReadOnlySpan<int> rows) => features.Gather(rows);

    public void Dispose() => features.Dispose();
}
