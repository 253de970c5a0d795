using Vitrine.Catalogue.Features;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Contrastive;

/// <summary>CLIP's image vectors at unit length, fixed, and a linear map that starts as the identity: before its first step the model ranks as CLIP does.</summary>
public sealed class FrozenClipTower : FeatureTower
{
    private readonly Linear projection;

    /// <param name="vectors">CLIP's image vectors; disposed with this.</param>
    internal FrozenClipTower(IFeatureExtractor vectors)
        : base(vectors) => projection = AddChild("projection", IdentityProjection.Of(vectors.Dimensions));

    public override int Dimensions => projection.Weight.Shape[0];

    public override Tensor Forward(Tensor photos) => projection.Forward(photos.L2Normalise());
}
