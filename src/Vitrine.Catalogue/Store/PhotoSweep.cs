using Vitrine.Catalogue.Images;
using Vitrine.Tensors.Threading;

namespace Vitrine.Catalogue;

/// <summary>Visits photos of a store on all threads of the <see cref="WorkerPool"/>.</summary>
internal static class PhotoSweep
{
    /// <summary>Calls <paramref name="visit"/> once per photo, from any thread. What it makes of a photo must depend on that photo alone.</summary>
    /// <param name="store">The store.</param>
    /// <param name="photos">Their numbers.</param>
    /// <param name="visit">Gets the index into <paramref name="photos"/> and the image file.</param>
    /// <param name="cancellation">Looked at before each photo.</param>
    /// <exception cref="BadDataException">A photo cannot be decoded: the first by number of those that were met.</exception>
    public static void Run(CatalogueStore store, ReadOnlyMemory<int> photos, Action<int, byte[]> visit, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = WorkerPool.ThreadCount, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, photos.Length, options, i =>
            {
                var photo = photos.Span[i];
                try
                {
                    visit(i, store.ReadPhoto(photo));
                }
                catch (ImageException e)
                {
                    throw new BadDataException($"{store.Path}: photo of product '{store[store.RowOfPhoto(store.Photos.Index().First(place => place.Item == photo).Index)].Id}'", photo, null, e.Message, "a photo that can be decoded",
                        "Import the product again.", e);
                }
            });
        }
        catch (AggregateException e)
        {
            // By number, so that the message does not depend on which thread was first.
            throw e.InnerExceptions.OfType<BadDataException>().OrderBy(b => b.Line).FirstOrDefault() ?? e.InnerExceptions[0];
        }
    }
}
