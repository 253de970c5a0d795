namespace Vitrine.Catalogue;

/// <summary>Completes the options of an import: by a preset, by what the table holds and what its columns are called, and by what lies beside it.</summary>
public static class ImportGuess
{
    /// <summary>Fills in what is open. What was said stays. Reads the table and the names of the photos, and writes nothing.</summary>
    /// <param name="said">
    /// The table, and what else was said. An empty text or list leaves open: <see cref="ImportOptions.Id"/>, <see cref="ImportOptions.Title"/>, <see cref="ImportOptions.Category"/>,
    /// <see cref="ImportOptions.Images"/>, <see cref="ImportOptions.ImagePattern"/> and <see cref="ImportOptions.Out"/>, which becomes the table's name with ".vitrine" in the present folder.
    /// Where id, title and category were said and no preset, columns that an import can do without are not guessed.
    /// </param>
    /// <param name="preset">One of <see cref="ImportPresets.Names"/>; null tells it by the columns.</param>
    /// <exception cref="UsageException">No such file, preset or column, or something that cannot be told: the message says what, the hint how to say it.</exception>
    /// <exception cref="BadDataException">The table is no table, or has no usable row.</exception>
    public static GuessedImport Complete(ImportOptions said, string? preset = null)
    {
        ArgumentNullException.ThrowIfNull(said);
        var asked = preset is null ? null : ImportPresets.Named(preset);
        var isSaid = said.Id.Length > 0 && said.Title.Count > 0 && said.Category.Count > 0;
        using (var table = TableFile.Open(said.Table, said.Encoding, said.Delimiter))
            said = ImportColumns.Resolve(said, table);
        said = said with
        {
            Images = said.Images.Length > 0 ? said.Images : PhotosBeside.Find(said.Table),
            Out = said.Out.Length > 0 ? said.Out : $"{NameOf(said.Table)}.vitrine",
        };
        if (isSaid && asked is null)
            return new GuessedImport(said with { ImagePattern = said.ImagePattern.Length > 0 || said.Image.Count > 0 || !said.HasImages ? said.ImagePattern : ImportOptions.UsualPattern }, null, false);

        var sample = SampledTable.Read(said.Table, said.Encoding, said.Delimiter);
        var known = asked ?? ImportPresets.Of(sample);
        var options = known?.FillIn(said, sample) ?? said;
        var isNamed = asked is not null && options.Id.Length > 0 && options.Title.Count > 0 && options.Category.Count > 0;
        if (isNamed)
            return new GuessedImport(options, asked!.Name, false);
        var guess = new ColumnGuess(sample, SampledPhotos.Of(options.Images));
        options = guess.FillIn(options);
        options = known is null ? guess.WithMore(options) : options;
        if (options is { CategoryRoot: null, Category: [var paths] })
            options = options with { CategoryRoot = CategoryRoots.FirstPage(sample.Columns.First(column => column.Name == paths).Cells, options, paths) };
        options = options with { NameColumns = ImportColumns.Named(options.Attribute, [.. sample.Columns.Select(column => column.Name)]) };
        HashSet<string> read = [.. options.Columns];
        return new GuessedImport(options, known?.Name, true) { LeftOut = [.. sample.Columns.Select(column => column.Name).Where(name => !read.Contains(name) && name != options.Variants)] };
    }

    /// <summary>The file's name up to the first dot after its first character: "products" of "products.csv.gz".</summary>
    private static string NameOf(string table)
    {
        var name = Path.GetFileName(table);
        var dot = name.IndexOf('.', Math.Min(1, name.Length));
        return dot < 0 ? name : name[..dot];
    }
}
