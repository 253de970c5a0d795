namespace Vitrine.Catalogue;

/// <summary>What to import; every property is the command-line flag of the same name.</summary>
public sealed record ImportOptions
{
    /// <summary>The table: .csv, .tsv or .jsonl, UTF-8.</summary>
    public required string Table { get; init; }

    /// <summary>The photos: a folder with all folders below it, a .zip, a .tar or a .tar.gz.</summary>
    public required string Images { get; init; }

    /// <summary>The folder of the store; made when it does not exist, brought up to date when it does.</summary>
    public required string Out { get; init; }

    /// <summary>The column with the shop's own id.</summary>
    public required string Id { get; init; }

    /// <summary>The column with the title.</summary>
    public required string Title { get; init; }

    /// <summary>The columns of the category path, coarse to fine.</summary>
    public required IReadOnlyList<string> Category { get; init; }

    /// <summary>The columns kept as attributes. One whose name speaks of colour also teaches the split its colour words.</summary>
    public IReadOnlyList<string> Attribute { get; init; } = [];

    /// <summary>Where the id goes in <see cref="ImagePattern"/>.</summary>
    internal const string IdPlace = "{id}";

    /// <summary>
    /// What names a product's photo in <see cref="Images"/>, with {id} in it: "{id}.jpg", "big/{id}-front.png", "{id}.*" or "{id}" for any ending. Not used with <see cref="Image"/>.
    /// </summary>
    /// <remarks>
    /// Here and in <see cref="Image"/>, a path that is there exactly is taken. Otherwise the closest one is: in another letter case, with another photo ending,
    /// deeper in folders, percent-decoded, without "?v=3". Where several are equally close and differ in content, the row is reported as ambiguous.
    /// </remarks>
    public string ImagePattern { get; init; } = "{id}.jpg";

    /// <summary>The column with the photo's path, file name or web address, instead of <see cref="ImagePattern"/>. Nothing is downloaded: the file of that name is looked for in <see cref="Images"/>.</summary>
    public string? Image { get; init; }

    /// <summary>Stop at the first bad row with a <see cref="BadDataException"/>, importing nothing.</summary>
    public bool Strict { get; init; }
}
