namespace Vitrine.Index;

/// <content>Tables for segments of many codes.</content>
public sealed partial class IndexWriter
{
    /// <summary>
    /// Makes tables over the codes of each large segment, and measures what near codes take by them: answers stay exact. Changes are committed first, and
    /// segments joined as far as their size allows. Segments that have tables keep them; what is added later is scanned until this is called again.
    /// Snapshots that are opened afterwards use the tables. They take, on disk and where they are used, as much as the codes and 4 bytes an item for each part
    /// of a code: 64 bits of ten million items have three parts.
    /// </summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Is told the items whose tables are made.</param>
    /// <param name="cancellation">Stops; the tables of segments that are done stay.</param>
    /// <exception cref="InvalidOperationException">The index has no codes.</exception>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public void MakeCodeTables(CodeTableOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new CodeTableOptions();
        options.Check(Schema.CodeLayout ?? throw new InvalidOperationException("This index holds no codes; tables are made over codes."));
        Commit(cancellation);
        if (JoinLarge(cancellation))
            Commit(cancellation);
        var done = 0;
        foreach (var live in segments.Where(live => live.Segment.Count >= options.LeastItems))
        {
            var path = folder.PathOf(CodeTableFormat.FileOf(live.File));
            if (!File.Exists(path) || !options.Queries.IsEmpty)
            {
                var built = CodeTableBuilder.Build(live.Segment.Codes!, cancellation);
                using var tables = built.Opened([], Simd.Level);
                CodeTableFile.Write(path, live.Checksum, built, new CodeCosts(tables, options.Queries, cancellation).Measure());
            }

            progress?.Report(done += live.Segment.Count);
        }
    }
}
