using Vitrine.Catalogue;

namespace Vitrine.Workbench.Experiments;

/// <summary>A table with photos, found by pattern and checked by hash; a synthetic shop of a given size and seed; synthetic files in the KDD Cup's layout; or the files of a folder of labelled pairs.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Images">Their photos.</param>
/// <param name="Columns">What the columns mean.</param>
/// <param name="Synth">A synthetic shop.</param>
/// <param name="Kdd">Synthetic files.</param>
/// <param name="Scenes">Synthetic photos of several products.</param>
/// <param name="Pairs">The files of a folder of labelled pairs.</param>
/// <param name="OneIn">Of a table, one of every so many groups of products is taken: 4 for a quarter, each product in the part that it has in the whole.</param>
public sealed record ExperimentData(DataFile? Table = null, DataFile? Images = null, DataColumns? Columns = null, SyntheticData? Synth = null, SyntheticKddCup? Kdd = null, SyntheticScenes? Scenes = null,
    IReadOnlyList<DataFile>? Pairs = null, int OneIn = 1)
{
    /// <summary>The pattern of a file that is not there, or null.</summary>
    public string? MissingIn(Repository repository) =>
        new[] { Table, Images }.Concat(Pairs ?? []).OfType<DataFile>().Where(file => !file.IsPresent(repository)).Select(file => $"../shared/{file.Pattern}").FirstOrDefault();
}

/// <summary>The import options of the same names.</summary>
public sealed record DataColumns(string Id, string Title, string Category, string Attribute = "", string ImagePattern = "{id}.jpg")
{
    public ImportOptions Import(string table, string images, string store) => new()
    {
        Table = table,
        Images = images,
        Out = store,
        Id = Id,
        Title = [Title],
        Category = Category.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Attribute = Attribute.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        ImagePattern = ImagePattern,
    };
}

/// <param name="Products">How many.</param>
/// <param name="Seed">Of the shop.</param>
/// <param name="KeepsFamilies">Whether products of one model stand on one side of the split.</param>
public sealed record SyntheticData(int Products, int Seed, bool KeepsFamilies = false);

public sealed record SyntheticScenes(int Count, int Seed);

public sealed record SyntheticKddCup(int Rows, int Queries, int Seed);
