namespace Vitrine.Catalogue;

/// <summary>What to import; every property is the command-line flag of the same name.</summary>
public sealed record ImportOptions
{
    /// <summary>The table: .csv, .tsv or .jsonl, UTF-8.</summary>
    public required string Table { get; init; }

    /// <summary>The photos: a folder, a .tar or a .tar.gz.</summary>
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

    /// <summary>Where a product's photo lies in <see cref="Images"/>: a relative path with {id} in it. Not used with <see cref="Image"/>.</summary>
    public string ImagePattern { get; init; } = "{id}.jpg";

    /// <summary>The column with the relative path of the photo, instead of <see cref="ImagePattern"/>.</summary>
    public string? Image { get; init; }

    /// <summary>Stop at the first bad row with a <see cref="BadDataException"/>, importing nothing.</summary>
    public bool Strict { get; init; }
}
