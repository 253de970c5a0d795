namespace Vitrine.Catalogue;

/// <summary>The first rows of a table by column, and what each column seems to be for.</summary>
internal sealed class SampledTable
{
    /// <summary>A coarser column counts as determined when knowing the finer one removes this share of the doubt about it; exports have slips.</summary>
    private const double Determined = 0.9;

    private const int MostCategories = 2000;

    private readonly string path;
    private readonly SampledColumn[] columns;

    private SampledTable(string path, SampledColumn[] columns) => (this.path, this.columns) = (path, columns);

    public static SampledTable Read(string path, int rows)
    {
        using var table = TableFile.Open(path);
        string[] names = [.. table.Columns];
        List<string>[] cells = [.. names.Select(_ => new List<string>())];
        foreach (var row in table.Rows(names).Where(row => row.Problem is null).Take(rows))
        {
            for (var column = 0; column < names.Length; column++)
                cells[column].Add(row.Cells[column].Text.Trim());
        }

        if (names.Length == 0 || cells[0].Count == 0)
            throw new BadDataException(path, null, null, "no usable row", "a header and one row per product", "Check that the export of the table was complete.");
        return new SampledTable(path, [.. names.Select((name, column) => new SampledColumn(name, cells[column]))]);
    }

    /// <summary>The columns of an import; table, photos and store are the caller's to fill in.</summary>
    /// <param name="photos">Paths of photos within their folder or archive.</param>
    public ImportOptions Describe(IReadOnlyList<string> photos)
    {
        var (id, pattern, image) = IdColumn(photos);
        SampledColumn[] free = [.. columns.Where(column => column != id && column.Name != image)];
        var title = TitleColumn(free);
        var categories = CategoryColumns([.. free.Where(column => column != title)]);
        return new ImportOptions
        {
            Table = path,
            Images = "",
            Out = "",
            Id = id.Name,
            Title = [title.Name],
            Category = [.. categories.Select(column => column.Name)],
            Attribute = [.. free.Where(column => column != title && !categories.Contains(column) && column.IsCategorical(MostCategories)).Select(column => column.Name)],
            ImagePattern = pattern,
            Image = image is null ? [] : [image],
        };
    }

    /// <summary>The column whose values name the photos; or the one that holds their paths, beside one whose values are all different.</summary>
    private (SampledColumn Id, string Pattern, string? ImageColumn) IdColumn(IReadOnlyList<string> photos)
    {
        string[] NamedBy(SampledColumn column) => [.. photos.Where(photo => column.Has(Stem(photo)))];
        var id = columns.Where(column => column.IsUnique).MaxBy(column => NamedBy(column).Length);
        if (id is not null && NamedBy(id) is { Length: > 0 } named && named.Length >= photos.Count / 2)
        {
            var first = named[0];
            var start = first.LastIndexOf(Stem(first), StringComparison.Ordinal);
            return (id, first[..start] + "{id}" + first[(start + Stem(first).Length)..], null);
        }

        var unique = columns.FirstOrDefault(column => column.IsUnique && column.IsCalled("id", "sku", "number", "code")) ?? columns.FirstOrDefault(column => column.IsUnique);
        var paths = columns.Select(column => (Column: column, Photos: photos.Count(photo => column.Has(photo) || column.Has(photo[(photo.LastIndexOf('/') + 1)..])))).MaxBy(pair => pair.Photos);
        if (unique is null || paths.Photos == 0)
            throw Unclear("which column names the photos", $"no column of {string.Join(", ", columns.Select(column => column.Name))} holds names such as '{Stem(photos[0])}'");
        return (unique, "{id}.jpg", paths.Column.Name);
    }

    private SampledColumn TitleColumn(SampledColumn[] free)
    {
        SampledColumn[] texts = [.. free.Where(column => column.MeanWords >= 1.5 && !column.IsCategorical(MostCategories / 10))];
        return texts.Where(column => column.IsCalled("title", "name")).MaxBy(column => column.MeanWords)
            ?? texts.MaxBy(column => column.MeanWords)
            ?? throw Unclear("which column is the title", "no column holds texts of several words");
    }

    /// <summary>The longest chain of columns of which each finer one determines the next coarser, coarse first.</summary>
    private SampledColumn[] CategoryColumns(SampledColumn[] free)
    {
        SampledColumn[] coarseFirst = [.. free.Where(column => column.IsCategorical(MostCategories)).OrderBy(column => column.Distinct)];
        var chains = new List<SampledColumn[]>();
        foreach (var fine in coarseFirst)
        {
            var coarser = chains.Where(chain => chain.All(column => column.Distinct < fine.Distinct && fine.Determines(column) >= Determined))
                .MaxBy(chain => chain.Length) ?? [];
            chains.Add([.. coarser, fine]);
        }

        var longest = chains.MaxBy(chain => (chain.Length, chain[^1].Distinct));
        if (longest is { Length: > 1 })
            return longest;
        var called = coarseFirst.Where(column => column.IsCalled("category", "type", "department", "group", "class")).MaxBy(column => column.Distinct);
        return called is not null ? [called] : throw Unclear("which columns are the categories", "no column determines a coarser one, and none is called a category or type");
    }

    private static string Stem(string photo)
    {
        var name = photo[(photo.LastIndexOf('/') + 1)..];
        return name[..name.LastIndexOf('.')];
    }

    private UsageException Unclear(string what, string why) =>
        new($"{path}: it cannot be told {what}: {why}.", "Say it with 'vitrine import --table … --id … --title … --category …' and search the store that it makes.");
}
