namespace Vitrine.Catalogue;

/// <summary>What one shop system calls the columns of its exports; each by <see cref="HeaderKey"/>, the preferred name first.</summary>
/// <param name="Name">As --preset takes it.</param>
internal sealed record ImportPreset(string Name)
{
    /// <summary>A table is such an export if it has a column of each of these sets.</summary>
    public required string[][] Marks { get; init; }

    /// <summary>Names of the column with the id.</summary>
    public required string[] Id { get; init; }

    public required string[] Title { get; init; }

    /// <summary>Chains of columns from coarse to fine, of which the one that most rows fill is taken.</summary>
    public required string[][] Category { get; init; }

    /// <summary>See <see cref="ImportOptions.CategorySeparator"/>.</summary>
    public string? CategorySeparator { get; init; }

    /// <summary>What the system calls the root of every path by itself; a shop may have renamed it. Empty where paths begin with a category.</summary>
    public string[] Root { get; init; } = [];

    /// <summary>Patterns of all columns with photos, the main photo first.</summary>
    public string[] Image { get; init; } = [];

    /// <summary>Where the photos lie if no column says it.</summary>
    public string ImagePattern { get; init; } = "{id}.*";

    /// <summary>Names of the columns with the price, one that goes before another first.</summary>
    public string[] Price { get; init; } = [];

    /// <summary>Names of the columns with further numbers, such as how many are left.</summary>
    public string[] Number { get; init; } = [];

    public string[] Brand { get; init; } = ["brand"];

    public string[] Description { get; init; } = ["description"];

    /// <summary>See <see cref="ImportOptions.OtherId"/>.</summary>
    public string[] OtherId { get; init; } = [];

    public string[] VariantOf { get; init; } = [];

    public string[] VariantId { get; init; } = [];

    /// <summary>See <see cref="ImportOptions.Variants"/>.</summary>
    public string[] Variants { get; init; } = [];

    /// <summary>See <see cref="ImportOptions.StoreView"/>.</summary>
    public string[] StoreView { get; init; } = [];

    /// <summary>Patterns of <see cref="ImportOptions.Status"/>.</summary>
    public string[] Status { get; init; } = [];

    /// <summary>Patterns of the columns that are kept as attributes.</summary>
    public string[] Attribute { get; init; } = [];

    /// <summary>Patterns of the columns that are attributes where they hold short texts, for a shop may keep anything in them.</summary>
    public string[] ShortTexts { get; init; } = [];

    public bool Fits(SampledTable table) => Marks.All(names => names.Any(name => table.Called(name).Any()));

    /// <summary>The options with what they leave open, as far as the table has the columns for it. What they say stays.</summary>
    public ImportOptions FillIn(ImportOptions said, SampledTable table)
    {
        var id = said.Id.Length > 0 ? said.Id : First(Id) ?? "";
        var hasPhotos = said.Image.Count > 0 || said.ImagePattern.Length > 0;
        var (categories, separator) = said.Category.Count > 0 ? (said.Category, said.CategorySeparator) : (MostFilled(table), said.CategorySeparator ?? CategorySeparator);
        string[] images = hasPhotos ? [] : [.. Image.SelectMany(table.Called).Select(column => column.Name)];
        return said with
        {
            Id = id,
            OtherId = said.OtherId ?? OtherId.Select(Present).FirstOrDefault(column => column is not null && column != id),
            Title = said.Title.Count > 0 ? said.Title : First(Title) is { } title ? [title] : [],
            Category = categories,
            CategorySeparator = separator,
            CategoryRoot = said.CategoryRoot ?? (Root.Length > 0 && categories is [var paths] ? CategoryRoots.Find(table.Columns.First(column => column.Name == paths).Cells, said with { CategorySeparator = separator }, paths, Root) : null),
            Image = hasPhotos ? said.Image : images,
            ImagePattern = hasPhotos || images.Length > 0 ? said.ImagePattern : ImagePattern,
            Price = said.Price.Count > 0 ? said.Price : All(Price),
            Number = said.Number.Count > 0 ? said.Number : All(Number),
            Brand = said.Brand ?? First(Brand),
            Description = said.Description.Count > 0 ? said.Description : All(Description),
            VariantOf = said.VariantOf ?? First(VariantOf),
            VariantId = said.VariantId ?? First(VariantId),
            Variants = said.Variants ?? First(Variants),
            StoreView = said.StoreView ?? First(StoreView),
            Status = said.Status.Count > 0 ? said.Status : All(Status),
            Attribute = said.Attribute.Count > 0 ? said.Attribute : [.. Attribute.SelectMany(table.Called).Concat(ShortTexts.SelectMany(table.Called).Where(column => column.HoldsShortTexts))
                .Where(column => column.Filled > 0 && !categories.Contains(column.Name)).Select(column => column.Name).Distinct()],
        };

        string? First(string[] names) => names.Select(Present).FirstOrDefault(column => column is not null);

        string[] All(string[] patterns) => [.. patterns.SelectMany(table.Called).Where(column => column.Filled > 0).Select(column => column.Name).Distinct()];

        // A column that is there but empty says nothing.
        string? Present(string name) => table.Called(name).FirstOrDefault(column => column.Filled > 0)?.Name;
    }

    private string[] MostFilled(SampledTable table)
    {
        var chains = Category.Select(chain => chain.Select(name => table.Called(name).FirstOrDefault()).ToArray())
            .Where(chain => chain.All(column => column is { Filled: > 0 })).ToArray();
        return chains.MaxBy(chain => chain[0]!.Filled) is { } chosen ? [.. chosen.Select(column => column!.Name)] : [];
    }
}
