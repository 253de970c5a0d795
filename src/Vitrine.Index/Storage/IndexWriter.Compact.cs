namespace Vitrine.Index;

/// <content>What merges leave, once and for all.</content>
public sealed partial class IndexWriter
{
    /// <summary>
    /// Commits, drops all deleted items, and joins segments as far as their size allows, so that the index takes as much as one made at once. Takes as long as
    /// writing the segments that have deleted items or small neighbours; commits keep within bounds without it. Cells and tables of these are to be made again.
    /// </summary>
    /// <param name="cancellation">Stops; the index stays as it was committed.</param>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public void Compact(CancellationToken cancellation = default)
    {
        Commit(cancellation);
        foreach (var live in segments.Where(live => live.Deleted.Count > 0).ToArray())
            Join([live], cancellation);
        JoinLarge(cancellation);
        Commit(cancellation);
    }
}
