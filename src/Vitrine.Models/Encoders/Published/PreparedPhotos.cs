using Vitrine.Models.Contract;

namespace Vitrine.Models.Encoders.Published;

/// <summary>Photos as a published network takes them, decoded when they are asked for. [photos, 3, height, width]</summary>
/// <param name="preprocessing">Of the network.</param>
/// <param name="source">Where the photos are.</param>
/// <param name="cancellation">Looked at before each photo.</param>
internal sealed class PreparedPhotos(ImagePreprocessing preprocessing, IItemSource source, CancellationToken cancellation) : IPhotoSource
{
    public Tensor Take(ReadOnlySpan<int> rows)
    {
        var photos = rows.ToArray();
        return preprocessing.PrepareFiles(photos.Length, i => source.ReadPhoto(photos[i]), cancellation);
    }

    public void Dispose()
    {
    }
}
