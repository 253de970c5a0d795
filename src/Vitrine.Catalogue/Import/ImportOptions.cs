namespace Vitrine.Catalogue;

/// <summary>What to import; every property is the command-line flag of the same name.</summary>
public sealed record ImportOptions
{
    /// <summary>The table: .csv, .tsv, .json, .jsonl or .xlsx, also packed with gzip or alone in a .zip.</summary>
    public required string Table { get; init; }

    /// <summary>
    /// The encoding of the table, such as "utf-8" or "windows-1252". Null finds it out: by the byte-order mark, or UTF-8, or Windows-1252 where nearly nothing beyond
    /// ASCII is UTF-8; <see cref="ImportSummary.Notes"/> says so.
    /// </summary>
    public string? Encoding { get; init; }

    /// <summary>What parts the cells of a .csv or .tsv: comma, semicolon, tab, bar, or a character. Null finds it out by the first rows.</summary>
    public string? Delimiter { get; init; }

    /// <summary>The photos: a folder, a .tar or a .tar.gz.</summary>
    public required string Images { get; init; }

    /// <summary>The folder of the store; made when it does not exist, brought up to date when it does.</summary>
    public required string Out { get; init; }

    /// <summary>The column with the shop's own id. A column is named whole, whatever characters its name has; the second of two of one name is "name#2".</summary>
    public required string Id { get; init; }

    /// <summary>The column with the title.</summary>
    public required string Title { get; init; }

    /// <summary>The columns of the category path, coarse to fine. One text may list several with "/" between them; a column whose name it is comes first.</summary>
    public required IReadOnlyList<string> Category { get; init; }

    /// <summary>
    /// The columns kept as attributes. One whose name speaks of colour also teaches the split its colour words. One text may list several with "," between them; a
    /// column whose name it is comes first.
    /// </summary>
    public IReadOnlyList<string> Attribute { get; init; } = [];

    /// <summary>Where a product's photo lies in <see cref="Images"/>: a relative path with {id} in it. Not used with <see cref="Image"/>.</summary>
    public string ImagePattern { get; init; } = "{id}.jpg";

    /// <summary>The column with the relative path of the photo, instead of <see cref="ImagePattern"/>.</summary>
    public string? Image { get; init; }

    /// <summary>Stop at the first bad row with a <see cref="BadDataException"/>, importing nothing.</summary>
    public bool Strict { get; init; }

    /// <summary>Import also where more than one row in twenty fails in one way, which is otherwise a <see cref="BadDataException"/> that leaves the store as it was.</summary>
    public bool Accept { get; init; }
}
