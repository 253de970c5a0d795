namespace Vitrine.Catalogue;

/// <summary>
/// Tells rows that are broken one by one from a table that was misunderstood: when more than one row in twenty, and at least five, fail in one way, or all of them
/// do. A wrong column or delimiter would otherwise look like an import that went well.
/// </summary>
/// <param name="rows">Rows of the table, good and bad.</param>
/// <param name="options">The import.</param>
/// <param name="table">The table.</param>
internal sealed class SystematicLoss(long rows, ImportOptions options, Table table)
{
    private const int LeastRows = 5;
    private const int Share = 20;
    private const int MostShown = 3;

    private readonly Dictionary<(BadRowReason Reason, string Column), (long Count, List<BadRow> First)> ways = [];
    private long bad;

    /// <summary>Notes count as well, if something was lost: products without their photos are rows that were misunderstood.</summary>
    public void Add(BadRow row)
    {
        if (row.Reason == BadRowReason.EndsEarly)
            return;
        bad += row.IsNote ? 0 : 1;
        var (count, first) = ways.GetValueOrDefault((row.Reason, row.Column), (0, []));
        if (first.Count < MostShown)
            first.Add(row);
        ways[(row.Reason, row.Column)] = (count + 1, first);
    }

    /// <summary>What to stop with; null if the import may go on. Not one good row is an end in any case.</summary>
    public BadDataException? Found
    {
        get
        {
            if (ways.Count == 0)
                return null;
            var (way, (count, first)) = ways.MaxBy(entry => entry.Value.Count);
            var isLost = bad >= rows;
            if (!isLost && (options.Accept || count < LeastRows || count * Share <= rows))
                return null;
            var found = $"{(isLost ? $"no good row among {rows:N0}: " : "")}{count:N0} of {rows:N0} rows ({100.0 * count / rows:0.#} %) with one fault, {way.Reason.Name()}"
                + $"{(way.Column.Length == 0 ? "" : $" in column '{way.Column}'")} ({string.Join("; ", first.Select(row => $"line {row.Line}: {row.Detail}"))}"
                + $"{(count > first.Count ? "; …" : "")})";
            return new BadDataException(options.Table, null, null, string.Join(" ", [found, .. table.Notes.Select(note => $"[{note}]")]), way.Reason.Expected(),
                $"Nothing was imported. {Advice(way.Reason)}" + (isLost ? "" : $" To import the other rows all the same, say --accept.{(way.Reason == BadRowReason.MissingImage ? $" {CatalogueImporter.MissingPhotosFile} in the store then lists what is missing." : "")}"));
        }
    }

    private string Advice(BadRowReason reason) => reason switch
    {
        BadRowReason.CellCount => $"Perhaps {(table.CellNote.Length > 0 ? $"{table.CellNote} and the table has others: say --delimiter" : "the header has too few names")}; or cells hold the delimiter without quotes.",
        BadRowReason.NotJson => "Perhaps the file is of another kind, or the column holds objects: name one below it, such as price.amount.",
        BadRowReason.InvalidText => "Perhaps the table is in another encoding: say --encoding, for instance windows-1252.",
        BadRowReason.TextTooLarge => "Perhaps a quote is never closed, or the column is not the one you mean.",
        BadRowReason.EmptyId => $"Perhaps '{options.Id}' is not the column of the ids: say another with --id.",
        BadRowReason.EmptyTitle => $"Perhaps '{string.Join(',', options.Title)}' is not the column of the titles: say another with --title.",
        BadRowReason.EmptyCategory => "Perhaps these are not the columns of the categories, or not from coarse to fine: say others with --category.",
        BadRowReason.DuplicateId => $"Perhaps '{options.Id}' names something else than products: say another column with --id.",
        BadRowReason.MissingImage => options.Image.Count == 0
            ? $"Perhaps the photos have other names than --image-pattern '{options.ImagePattern}', or lie elsewhere than in --images."
            : $"Perhaps '{string.Join(',', options.Image)}' is not the column of the photos (--image), or they lie elsewhere than in --images.",
        _ => "Perhaps the photos were not copied whole: get them again.",
    };
}
