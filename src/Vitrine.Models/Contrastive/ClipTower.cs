using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;

namespace Vitrine.Models.Contrastive;

/// <summary>CLIP's image tower, learning. Photos stay as they are: CLIP has seen enough of them not to learn single ones by heart in a few epochs. It holds the whole model, the text tower too, of which <see cref="ClipTextEncoder"/> is a view.</summary>
public sealed class ClipTower : PhotoTower
{
    private readonly ClipImages network;

    /// <param name="network">Becomes a part of this.</param>
    public ClipTower(ClipImages network) => this.network = AddChild("clip", network);

    public override int Dimensions => network.Dimensions;

    public override Tensor Forward(Tensor photos) => network.Forward(photos).Vectors;

    protected override IPhotoSource OpenPhotos(IItemSource source, CancellationToken cancellation) =>
        new PreparedPhotos(network.Preprocessing, source, cancellation);
}
