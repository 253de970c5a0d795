using System.Diagnostics;
using System.Runtime.InteropServices;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Platform;

namespace Vitrine.Models.Encoders.Texts;

/// <summary>
/// What a published network made of texts, kept in a store: float32, little-endian, in <c>texts/NETWORK/vVERSION.rows</c>. A network's name in a store has the hash of
/// its files, and a row is found by the hash of the tokens that the network gets, so neither another network nor another tokeniser is served old rows. Each row is
/// checked when it is read; one that is damaged is none. Rows stay in the file: each costs some 50 bytes of memory. Safe for many readers.
/// </summary>
internal sealed class TextVectors(string storePath, string network, int dimensions) : IDisposable
{
    private const string FolderName = "texts";

    // To be raised when the same tokens get other numbers.
    private const int Version = 1;

    // Texts between two looks at the cancellation; the network takes them in batches of this size anyway.
    private const int TextsAtOnce = 32;

    private static readonly TimeSpan CommitEvery = TimeSpan.FromSeconds(10);

    private readonly string folder = Path.Combine(storePath, FolderName, network);
    private readonly int rowBytes = dimensions * sizeof(float);
    private readonly Dictionary<UInt128, (long Row, uint Checksum)> places = [];
    private TextRowFiles? files;

    /// <summary>Reads the vector of a text.</summary>
    /// <param name="tokens">What the network gets of it.</param>
    /// <param name="vector">[dimensions], overwritten.</param>
    /// <returns>False: <see cref="Complete"/> has not seen it, or its row is damaged.</returns>
    public bool TryRead(ReadOnlySpan<int> tokens, Span<float> vector)
    {
        var bytes = MemoryMarshal.AsBytes(vector);
        return places.TryGetValue(TextKey.ContentOf(tokens), out var place) && files!.Read(place.Row, bytes) && Crc32C.Of(bytes) == place.Checksum;
    }

    /// <summary>Computes what the store lacks; another process that computes the same is waited for.</summary>
    /// <param name="texts">The tokens of each; repeats are computed once.</param>
    /// <param name="compute">Some tokens → [texts, dimensions].</param>
    /// <param name="progress">Different texts that have their vectors, of all; silent where nothing is to be computed.</param>
    /// <param name="cancellation">Stops; what was computed is kept, and the next call goes on.</param>
    /// <exception cref="CatalogueException">The files cannot be written or read.</exception>
    public void Complete(
        IReadOnlyList<int[]> texts, Func<IReadOnlyList<int[]>, float[]> compute, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var held = WriterLock.Take(Path.Combine(folder, "lock"), cancellation);
            files ??= new TextRowFiles(Path.Combine(folder, $"v{Version}"), rowBytes);
            places.Clear();
            foreach (var (row, key) in files.ReadKeys().Index())
                places[key.Content] = (row, key.Checksum);
            Make(texts, compute, progress, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException($"What is computed from the texts cannot be kept in {folder}: {e.Message}",
                "Check the disk's free space and the permissions of the folder.", e);
        }
    }

    public void Dispose() => files?.Dispose();

    private void Make(
        IReadOnlyList<int[]> texts, Func<IReadOnlyList<int[]>, float[]> compute, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var vector = new float[dimensions];
        int[][] distinct = [.. texts.DistinctBy(text => TextKey.ContentOf(text))];

        // Texts of a length together: padding costs as much as words. The order is that of the lengths, so a computation that was stopped goes on in the same batches.
        int[][] missing = [.. distinct.Where(text => !TryRead(text, vector)).OrderBy(text => text.Length)];
        var clock = Stopwatch.StartNew();
        var done = distinct.Length - missing.Length;
        try
        {
            foreach (var batch in missing.Chunk(TextsAtOnce))
            {
                cancellation.ThrowIfCancellationRequested();
                Append(batch, MemoryMarshal.AsBytes<float>(compute(batch)));
                if (clock.Elapsed > CommitEvery)
                {
                    files!.Commit();
                    clock.Restart();
                }

                progress?.Report(TrainingProgress.Preparing(done += batch.Length, distinct.Length));
            }
        }
        finally
        {
            files!.Commit();
        }
    }

    private void Append(int[][] batch, ReadOnlySpan<byte> rows)
    {
        for (var i = 0; i < batch.Length; i++)
        {
            var row = rows.Slice(i * rowBytes, rowBytes);
            var key = new TextKey(TextKey.ContentOf(batch[i]), Crc32C.Of(row));
            places[key.Content] = (files!.Count, key.Checksum);
            files.Append(key, row);
        }
    }
}
