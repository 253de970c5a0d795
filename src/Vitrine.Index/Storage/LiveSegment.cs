namespace Vitrine.Index;

/// <summary>A segment in a writer, with deletions that may not be on disk yet.</summary>
internal sealed class LiveSegment(ManifestSegment listed, Segment segment, Tombstones deleted)
{
    private ManifestSegment listed = listed;
    private bool changed;

    public Segment Segment { get; } = segment;

    /// <summary>Name of its file.</summary>
    public string File => listed.File;

    /// <summary>Checksum of its header.</summary>
    public uint Checksum => listed.Checksum;

    public Tombstones Deleted { get; } = deleted;

    /// <summary>Items that are not deleted.</summary>
    public int LiveCount => Segment.Count - Deleted.Count;

    /// <summary>Bytes that its living items take, about.</summary>
    public long LiveBytes => (long)((double)Segment.Length * LiveCount / Math.Max(1, Segment.Count));

    /// <summary>Marks an item; false when it was deleted before.</summary>
    public bool Delete(int position)
    {
        var isNew = Deleted.Add(position);
        changed |= isNew;
        return isNew;
    }

    /// <summary>Writes new deletions to a file of their own and returns the manifest's line.</summary>
    public ManifestSegment Save(string folder, long generation)
    {
        if (changed)
        {
            var file = FormattableString.Invariant($"deleted-{Path.GetFileNameWithoutExtension(listed.File)["segment-".Length..]}-{generation}.bin");
            listed = listed with { DeletedFile = file, DeletedChecksum = Deleted.Write(Path.Combine(folder, file)) };
            changed = false;
        }

        return listed;
    }
}
