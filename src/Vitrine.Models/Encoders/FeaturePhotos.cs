using Vitrine.Models.Contract;

namespace Vitrine.Models.Encoders;

/// <summary>Photos as their fixed features. [photos, dimensions]</summary>
/// <param name="features">Disposed with this.</param>
internal sealed class FeaturePhotos(IFeatureRows features) : IPhotoSource
{
    public Tensor Take(ReadOnlySpan<int> rows)
    {
        var batch = Tensor.Empty([rows.Length, features.Dimensions]);
        for (var i = 0; i < rows.Length; i++)
            features.Read(rows[i], batch.Data.Slice(i * features.Dimensions, features.Dimensions));
        return batch;
    }

    public void Dispose() => features.Dispose();
}
