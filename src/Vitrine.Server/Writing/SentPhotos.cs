using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Server.Problems;
using Vitrine.Server.Searching;

namespace Vitrine.Server.Writing;

/// <summary>Pictures that a client sends, decoded and made small before their product waits for the disk.</summary>
internal static class SentPhotos
{
    // Decoding fills a processor; more at a time would only take memory.
    private static readonly SemaphoreSlim Decoding = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Prepares them; null where none were spoken of.</summary>
    /// <exception cref="ProblemException">There are too many.</exception>
    /// <exception cref="ImageException">One cannot be read, or is too large.</exception>
    public static async Task<IReadOnlyList<PreparedPhoto>?> PrepareAsync(IReadOnlyList<byte[]>? files, CancellationToken cancellation)
    {
        if (files is null)
            return null;
        SentLimits.CheckCount("images", files.Count, SentLimits.Photos);
        var prepared = new List<PreparedPhoto>(files.Count);
        foreach (var file in files)
        {
            PictureLimits.Check(file);
            await Decoding.WaitAsync(cancellation);
            try
            {
                prepared.Add(PreparedPhoto.Of(file));
            }
            finally
            {
                Decoding.Release();
            }
        }

        return prepared;
    }
}
