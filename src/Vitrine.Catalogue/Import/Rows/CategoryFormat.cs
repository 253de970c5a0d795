namespace Vitrine.Catalogue;

/// <summary>How one column writes paths of categories: what separates the names of a path, and what separates several paths. A backslash before either makes it part of a name.</summary>
/// <param name="Names">Between the names of a path; null where a cell is one name.</param>
/// <param name="Paths">Between paths; null where a cell has one.</param>
internal readonly record struct CategoryFormat(char? Names, char? Paths)
{
    /// <summary>Names of one path at most; no shop has a tenth of it, and what a path costs grows with the square.</summary>
    public const int MostNames = 100;

    private const string Known = ">|/,;";
    private const char Bar = '|';

    /// <summary>So many of the cells have to hold a sign that may as well be part of a name before it is taken for a separator.</summary>
    private const double Share = 0.2;

    /// <summary>So many of the paths have to end in their product's title: a lamp called "Table lamp" among the table lamps is no breadcrumb.</summary>
    private const double ShareOfTitles = 0.3;

    /// <summary>Cells that are looked at.</summary>
    private const int SampledCells = 2000;

    /// <summary>The items of a list are the names of one path, coarse to fine, and no paths themselves.</summary>
    public bool ListsArePaths { get; init; }

    /// <summary>Paths go on to the product itself, as breadcrumbs do: a last name that is the product's title is no category.</summary>
    public bool EndsInTitles { get; init; }

    /// <summary>Between the names of a path in cells without <see cref="Names"/>, where two ways to write paths stand side by side; null for none.</summary>
    public char? OtherNames { get; init; }

    /// <summary>See <see cref="ImportOptions.CategoryRoot"/>: the names of the root, by <see cref="CategoryKey"/>; null for none.</summary>
    public IReadOnlyList<string>? Root { get; init; }

    /// <summary>As it was said, or as the first cells of a column show it.</summary>
    /// <exception cref="UsageException">What was said cannot separate names.</exception>
    public static CategoryFormat Of(ImportOptions options, string column)
    {
        using var table = TableFile.Open(options.Table, options.Encoding, options.Delimiter);
        (TableCell Cell, string Title)[] rows = [.. table.Rows([column, .. options.Title]).Where(row => row.Problem is null && row.Cells[0].Text.Length > 0).Take(SampledCells)
            .Select(row => (row.Cells[0].Plain(), string.Join(' ', row.Cells.Skip(1).Select(cell => CellText.Plain(cell.Text)).Where(part => part.Length > 0))))];
        var format = OfSigns(options, [.. rows.Select(row => row.Cell)]);
        format = format with { EndsInTitles = rows.Count(row => format.Read(row.Cell).Any(path => path.Length > 1 && IsTitle(path[^1], row.Title))) > ShareOfTitles * rows.Length };
        return options.CategoryRoot is { } root ? format with { Root = [.. Split(root, format.Names ?? '/').Select(name => CategoryKey.Of([name]))] } : format;
    }

    private static CategoryFormat OfSigns(ImportOptions options, TableCell[] cells)
    {
        if (options.CategorySeparator is { } said)
        {
            return said.Length is 1 or 2 && !said.Any(char.IsLetterOrDigit) && (said.Length == 1 || said[0] != said[1])
                ? new CategoryFormat(said[0], said.Length > 1 ? said[1] : null)
                : throw new UsageException($"'{said}' cannot separate the names of a category path (--category-separator).", "Say one sign, such as '>', or two: between names, then between paths, such as '/,'.");
        }

        return Detect(cells);
    }

    /// <summary>Works it out from some of the column's cells: see the other one, for texts, and <see cref="CategoryLists"/>.</summary>
    public static CategoryFormat Detect(IReadOnlyCollection<TableCell> cells)
    {
        var ofTexts = Detect([.. cells.Where(cell => cell.Items is null).Select(cell => cell.Text)]);
        IReadOnlyList<string>[] lists = [.. cells.Where(cell => cell is { Items: not null, Lists: null }).Select(cell => cell.Items!)];
        if (lists.Length == 0)
            return ofTexts;
        // A comma or a bar in an item of a list is part of a name.
        if (Detect([.. lists.SelectMany(list => list)]).Names is ('>' or '/') and var sign)
            return ofTexts with { Names = ofTexts.Names ?? sign };
        return ofTexts with { ListsArePaths = CategoryLists.ArePaths(lists) };
    }

    /// <summary>Works it out from some of the column's cells.</summary>
    /// <remarks>
    /// ">" always separates the names of a path; the paths of such a cell stand between bars, semicolons or commas. But where no cell has both, bars may separate names as well: a shop took over another's. Without it the first of "|", "/" and "," that a
    /// fifth of the cells hold separates names, unless what stands before it is never the same twice: those are names with a slash in them, no paths. Then ";" separates paths.
    /// </remarks>
    public static CategoryFormat Detect(IReadOnlyCollection<string> cells)
    {
        if (cells.Any(cell => Holds(cell, '>')))
        {
            var ofOthers = cells.Any(cell => Holds(cell, '>') && Holds(cell, Bar)) ? default : Detect([.. cells.Where(cell => !Holds(cell, '>'))]);
            return ofOthers.Names == Bar ? ofOthers with { Names = '>', OtherNames = Bar }
                : new('>', "|;,".Where(sign => cells.Any(cell => Holds(cell, sign))).Select(sign => (char?)sign).FirstOrDefault());
        }

        foreach (var sign in "/|,")
        {
            string[] holding = [.. cells.Where(cell => Holds(cell, sign)).Distinct(StringComparer.OrdinalIgnoreCase)];
            if (cells.Count(cell => Holds(cell, sign)) < Math.Max(1, Share * cells.Count))
                continue;
            var coarse = holding.CountBy(cell => Split(cell, sign)[0].ToUpperInvariant()).ToArray();
            var isPath = coarse.Any(pair => pair.Value > 1) || cells.Any(cell => coarse.Any(pair => cell.Trim().Equals(pair.Key, StringComparison.OrdinalIgnoreCase)));
            if (isPath || (holding.Length == 1 && cells.Count > 1))
                return new(sign, "|;,".Where(other => other != sign && cells.Any(cell => Holds(cell, other))).Select(other => (char?)other).FirstOrDefault());
        }

        return new(null, cells.Any(cell => Holds(cell, ';')) ? ';' : null);
    }

    /// <summary>The paths of a cell: first the one that counts, the first that no other path of the cell goes on from, then the others that no path goes on from.</summary>
    /// <param name="cell">Plain.</param>
    /// <param name="title">Of the product.</param>
    public string[][] Read(TableCell cell, string title = "")
    {
        var format = this;
        string[][] whole = [.. Written(cell).Select(path => path.Where(name => name.Length > 0).ToArray()).Where(path => path.Length > 0)
            .Select(path => format.EndsInTitles && path.Length > 1 && IsTitle(path[^1], title) ? path[..^1] : path)];
        string[][] below = [.. whole.Select(format.BelowRoot).Where(path => path.Length > 0)];
        (string Key, string[] Path)[] paths = [.. (below.Length > 0 ? below : whole).Select(path => (CategoryKey.Of(path), path)).DistinctBy(path => path.Item1)];
        // In ordinal order a path stands right before those that go on from it, since no name has a character below the separator: a cell may hold thousands.
        string[] keys = [.. paths.Select(path => path.Key).Order(StringComparer.Ordinal)];
        var begun = keys.Zip(keys.Skip(1)).Where(pair => pair.Second.StartsWith(pair.First + StoredCategories.Separator, StringComparison.Ordinal)).Select(pair => pair.First).ToHashSet(StringComparer.Ordinal);
        return [.. paths.Where(path => !begun.Contains(path.Key)).Select(path => path.Path)];
    }

    // A breadcrumb that is too long ends in dots.
    private static bool IsTitle(string name, string title)
    {
        var key = CategoryKey.Of([name.TrimEnd('.', '\u2026', ' ')]);
        return key.Length > 0 && (name.EndsWith("...", StringComparison.Ordinal) || name.EndsWith('\u2026')
            ? CategoryKey.Of([title]).StartsWith(key, StringComparison.Ordinal)
            : CategoryKey.Of([name]) == CategoryKey.Of([title]));
    }

    private IEnumerable<IEnumerable<string>> Written(TableCell cell)
    {
        var format = this;
        if (cell.Lists is { } lists)
            return lists.Select(list => list.SelectMany(format.NamesOf));
        if (cell.Items is { } items)
            return ListsArePaths ? [items.Select(item => item.Trim())] : items.Select(format.NamesOf);
        return (Paths is { } between ? Split(cell.Text, between) : [cell.Text]).Select(format.NamesOf);
    }

    private string[] NamesOf(string path) => Names is not { } sign ? [Unescaped(path)] : OtherNames is { } other && !Holds(path, sign) ? Split(path, other) : Split(path, sign);

    private string[] BelowRoot(string[] path)
    {
        var depth = 0;
        foreach (var name in Root ?? [])
            depth += depth < path.Length && CategoryKey.Of([path[depth]]) == name ? 1 : 0;
        return path[depth..];
    }

    private static bool Holds(string cell, char sign) => Split(cell, sign, isUnescaped: false).Length > 1;

    /// <summary>The pieces, trimmed, without the backslashes that protected a separator in them.</summary>
    private static string[] Split(string text, char separator) => Split(text, separator, isUnescaped: false) is var pieces && separator is '|' or ';' or ','
        ? pieces
        : [.. pieces.Select(Unescaped)];

    private static string[] Split(string text, char separator, bool isUnescaped)
    {
        var (pieces, start) = (new List<string>(), 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && (Known.Contains(text[i + 1]) || text[i + 1] == '\\'))
            {
                i++;
            }
            else if (text[i] == separator)
            {
                pieces.Add(text[start..i]);
                start = i + 1;
            }
        }

        pieces.Add(text[start..]);
        return [.. pieces.Select(piece => isUnescaped ? Unescaped(piece) : piece.Trim())];
    }

    private static string Unescaped(string name)
    {
        name = name.Trim();
        foreach (var sign in Known)
            name = name.Replace($"\\{sign}", sign.ToString(), StringComparison.Ordinal);
        return name.Replace(@"\\", @"\", StringComparison.Ordinal);
    }
}
