namespace Vitrine.Index;

/// <summary>The open files of a snapshot: segments, and what lies beside them. What an older snapshot has open is shared with it, and need not be read and verified again.</summary>
internal sealed class SnapshotFiles : IDisposable
{
    private readonly Dictionary<string, Shared<Segment>> segments = []; // by names of segment files
    private readonly Dictionary<string, Shared<SegmentPartition>> partitions = [];
    private readonly Dictionary<string, Shared<CodeTables>> tables = [];

    private SnapshotFiles()
    {
    }

    /// <summary>The segments, in the order of the manifest.</summary>
    public required OpenedSegment[] Segments { get; init; }

    /// <summary>The cells of each; null without.</summary>
    public required SegmentPartition?[] Partitions { get; init; }

    /// <summary>The tables of each; null without.</summary>
    public required CodeTables?[] Tables { get; init; }

    /// <summary>Opens what a manifest names.</summary>
    /// <param name="folder">Folder of the index.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="before">Of an older snapshot of the folder, which stays open meanwhile; null without.</param>
    /// <exception cref="IndexFormatException">A file is missing or damaged.</exception>
    public static SnapshotFiles Open(string folder, Manifest manifest, SnapshotFiles? before)
    {
        var count = manifest.Segments.Count;
        var files = new SnapshotFiles { Segments = new OpenedSegment[count], Partitions = new SegmentPartition?[count], Tables = new CodeTables?[count] };
        try
        {
            for (var s = 0; s < count; s++)
                files.Open(s, folder, manifest, before);
            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var table in tables.Values)
            table.Release();
        foreach (var partition in partitions.Values)
            partition.Release();
        foreach (var segment in segments.Values)
            segment.Release();
    }

    private void Open(int s, string folder, Manifest manifest, SnapshotFiles? before)
    {
        var (name, checksum) = (manifest.Segments[s].File, manifest.Segments[s].Checksum);
        var path = Path.Combine(folder, name);
        var segment = before?.segments.GetValueOrDefault(name) is { } open && open.Value.Checksum == checksum
            ? open.Share()
            : new Shared<Segment>(Segment.Open(path, manifest.Schema, checksum));
        segments.Add(name, segment);
        // What lies beside a segment is of that very segment, or is not shared either.
        if (before?.segments.GetValueOrDefault(name) != segment)
            before = null;
        Segments[s] = new OpenedSegment(segment.Value, manifest.Segments[s].Deleted(folder, segment.Value.Count));
        if (segment.Value.Vectors is { } vectors)
            Partitions[s] = Beside(partitions, before?.partitions, name, () => SegmentPartition.Open(path, checksum, vectors));
        if (segment.Value.Codes is { } codes)
            Tables[s] = Beside(tables, before?.tables, name, () => CodeTableFile.Open(path, checksum, codes));
    }

    private static T? Beside<T>(Dictionary<string, Shared<T>> now, Dictionary<string, Shared<T>>? before, string name, Func<T?> open) where T : class, IDisposable
    {
        if (before?.GetValueOrDefault(name) is { } shared)
            now.Add(name, shared.Share());
        else if (open() is { } opened)
            now.Add(name, new Shared<T>(opened));
        return now.GetValueOrDefault(name)?.Value;
    }
}
