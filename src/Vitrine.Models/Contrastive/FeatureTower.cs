using Vitrine.Catalogue.Features;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;

namespace Vitrine.Models.Contrastive;

/// <summary>Fixed features of photos (a published network's, another model's, hand-made ones): the network stays as it is, only what a derived class puts on it learns.</summary>
public abstract class FeatureTower : PhotoTower
{
    private readonly IFeatureExtractor extractor;

    /// <param name="extractor">Makes the features; disposed with this where it can be.</param>
    private protected FeatureTower(IFeatureExtractor extractor) => this.extractor = extractor;

    protected override IPhotoSource OpenPhotos(IItemSource source, CancellationToken cancellation) => new FeaturePhotos(source.Features(extractor, cancellation: cancellation));

    protected override void Dispose(bool disposing)
    {
        (extractor as IDisposable)?.Dispose();
        base.Dispose(disposing);
    }
}
