using System.Security.Cryptography;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>The second step of an import: every photo that the table asks for is read, checked and put in the pack, or found bad.</summary>
/// <remarks>
/// Batches of files are checked on all cores, then written and committed in their order: an interruption costs one batch, and the
/// pack does not depend on how many cores there are.
/// </remarks>
internal sealed class PhotoStage(ImportStaging staging, StorePhotos stored, PhotoPack pack, ImageLimits limits, int batchFiles)
{
    private const long BatchBytes = 32 << 20;

    /// <param name="files">The photos, see <see cref="PhotoSource"/>.</param>
    /// <param name="bad">Told of every bad photo before it is written; may throw to stop.</param>
    /// <param name="clock">Told after every batch.</param>
    /// <param name="cancellation">Looked at between files; what is committed stays.</param>
    public void Run(IEnumerable<PhotoFile> files, Action<long, RowProblem> bad, Action<int, int> clock, CancellationToken cancellation)
    {
        foreach (var batch in Batches(files))
        {
            var results = new (StoredPhoto Photo, PhotoProblem? Problem)[batch.Count];
            var end = pack.End;
            Parallel.For(0, batch.Count, new ParallelOptions { CancellationToken = cancellation }, i => results[i] = Check(batch[i]));
            staging.Begin();
            for (var i = 0; i < results.Length; i++)
            {
                if (results[i].Problem is { } problem)
                    bad(batch[i].Number, new RowProblem("", problem.Reason, problem.Detail));
                Write(batch[i], results[i].Photo, results[i].Problem);
            }

            if (pack.End > end)
                pack.Flush();
            staging.Commit();
            clock(batch.Count, results.Count(result => result.Problem is not null));
        }
    }

    private (StoredPhoto, PhotoProblem?) Check(PhotoFile file)
    {
        if (file.Problem is { } problem)
            return (default, problem);
        if (file.Known is { } known)
            return (known, null);
        try
        {
            var hash = SHA256.HashData(file.Bytes);
            return (stored.Contains(hash) ? new StoredPhoto(hash, [], EndsEarly(file.Bytes)) : PhotoIntake.Prepare(file.Bytes, limits), null);
        }
        catch (ImageException e)
        {
            return (default, new PhotoProblem(ReasonOf(e.Fault), e.Message));
        }
    }

    private static bool EndsEarly(byte[] file) => ImageFormats.Sniff(file) == ImageFormat.Jpeg && JpegEnd.IsMissing(file);

    private static BadRowReason ReasonOf(ImageFault fault) => fault switch
    {
        ImageFault.TooManyBytes or ImageFault.TooManyPixels => BadRowReason.ImageTooLarge,
        ImageFault.UnreadFormat => BadRowReason.ImageFormatNotRead,
        ImageFault.Empty or ImageFault.UnknownFormat => BadRowReason.NotAnImage,
        _ => BadRowReason.BrokenImage,
    };

    private void Write(PhotoFile file, StoredPhoto photo, PhotoProblem? problem)
    {
        if (problem is { } bad)
        {
            staging.Settle(file.Number, bad.Reason, bad.Detail);
            return;
        }

        if (photo.Bytes.Length > 0 && !staging.HasPhoto(photo.Hash))
            staging.AddPhoto(photo.Hash, pack.Append(photo.Bytes), photo.Bytes.Length);
        staging.Settle(file.Number, photo.Hash, photo.EndsEarly, file.Origin);
    }

    private IEnumerable<List<PhotoFile>> Batches(IEnumerable<PhotoFile> files)
    {
        var batch = new List<PhotoFile>(batchFiles);
        var bytes = 0L;
        foreach (var file in files)
        {
            batch.Add(file);
            bytes += file.Bytes.Length;
            if (batch.Count < batchFiles && bytes < BatchBytes)
                continue;
            yield return batch;
            batch = new List<PhotoFile>(batchFiles);
            bytes = 0;
        }

        if (batch.Count > 0)
            yield return batch;
    }
}
