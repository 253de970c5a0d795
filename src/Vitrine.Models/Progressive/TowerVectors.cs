using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors;

namespace Vitrine.Models.Progressive;

/// <summary>The vectors of a step's pictures and words: remembered where a tower stays as it is, computed with their gradients where it learns.</summary>
internal sealed class TowerVectors : IDisposable
{
    private readonly ContrastiveModel towers;
    private readonly TripletVectors remembered;
    private readonly LearningTowers learning;
    private readonly IPhotoEncoder? photos;

    public TowerVectors(ContrastiveModel towers, IItemSource source, TripletVectors remembered, LearningTowers learning, CancellationToken cancellation)
    {
        (this.towers, this.remembered, this.learning) = (towers, remembered, learning);
        photos = learning == LearningTowers.Both ? towers.Image.Open(source, cancellation) : null;
    }

    /// <summary>v, t and z of a batch, each [batch, d] of unit length.</summary>
    public (Tensor Images, Tensor Texts, Tensor Targets) Of(TripletBatch batch)
    {
        var texts = learning == LearningTowers.None ? remembered.Texts(batch.Changes) : towers.Text.Forward([.. batch.Changes.Select(towers.Text.Tokens)]).L2Normalise();
        if (photos is null)
            return (remembered.Photos(batch.References), texts, remembered.Photos(batch.Targets));
        var both = photos.Encode([.. batch.References, .. batch.Targets]).Vectors.L2Normalise();
        var count = batch.References.Length;
        return (both.Slice(0, 0, count), texts, both.Slice(0, count, count));
    }

    public void Dispose() => photos?.Dispose();
}
