namespace Vitrine.Catalogue;

/// <summary>How one column writes paths of categories: what separates the names of a path, and what separates several paths. A backslash before either makes it part of a name.</summary>
/// <param name="Names">Between the names of a path; null where a cell is one name.</param>
/// <param name="Paths">Between paths; null where a cell has one.</param>
internal readonly record struct CategoryFormat(char? Names, char? Paths)
{
    /// <summary>Names of one path at most; no shop has a tenth of it, and what a path costs grows with the square.</summary>
    public const int MostNames = 100;

    private const string Known = ">|/,;";

    /// <summary>So many of the cells have to hold a sign that may as well be part of a name before it is taken for a separator.</summary>
    private const double Share = 0.2;

    /// <summary>Cells that are looked at.</summary>
    private const int SampledCells = 2000;

    /// <summary>See <see cref="ImportOptions.CategoryRoot"/>: the names of the root, by <see cref="CategoryKey"/>; null for none.</summary>
    public IReadOnlyList<string>? Root { get; init; }

    /// <summary>As it was said, or as the first cells of a column show it.</summary>
    /// <exception cref="UsageException">What was said cannot separate names.</exception>
    public static CategoryFormat Of(ImportOptions options, string column)
    {
        var format = OfSigns(options, column);
        return options.CategoryRoot is { } root ? format with { Root = [.. Split(root, format.Names ?? '/').Select(name => CategoryKey.Of([name]))] } : format;
    }

    private static CategoryFormat OfSigns(ImportOptions options, string column)
    {
        if (options.CategorySeparator is { } said)
        {
            return said.Length is 1 or 2 && !said.Any(char.IsLetterOrDigit) && (said.Length == 1 || said[0] != said[1])
                ? new CategoryFormat(said[0], said.Length > 1 ? said[1] : null)
                : throw new UsageException($"'{said}' cannot separate the names of a category path (--category-separator).", "Say one sign, such as '>', or two: between names, then between paths, such as '/,'.");
        }

        using var table = TableFile.Open(options.Table, options.Encoding, options.Delimiter);
        return Detect([.. table.Rows([column]).Where(row => row.Problem is null && row.Cells[0] is { Items: null, Text.Length: > 0 })
            .Take(SampledCells).Select(row => CellText.Plain(row.Cells[0].Text))]);
    }

    /// <summary>Works it out from some of the column's cells.</summary>
    /// <remarks>
    /// ">" always separates the names of a path; the paths of such a cell stand between bars, semicolons or commas. Without it the first of "|", "/" and "," that a
    /// fifth of the cells hold separates names, unless what stands before it is never the same twice: those are names with a slash in them, no paths. Then ";" separates paths.
    /// </remarks>
    public static CategoryFormat Detect(IReadOnlyCollection<string> cells)
    {
        if (cells.Any(cell => Holds(cell, '>')))
            return new('>', "|;,".Where(sign => cells.Any(cell => Holds(cell, sign))).Select(sign => (char?)sign).FirstOrDefault());
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
    public string[][] Read(TableCell cell)
    {
        var format = this;
        IEnumerable<string> written = cell.Items is { } items ? items : Paths is { } between ? Split(cell.Text, between) : [cell.Text];
        string[][] whole = [.. written.Select(path => format.Names is { } names ? Split(path, names) : [Unescaped(path)])
            .Select(path => path.Where(name => name.Length > 0).ToArray()).Where(path => path.Length > 0)];
        string[][] below = [.. whole.Select(format.BelowRoot).Where(path => path.Length > 0)];
        (string Key, string[] Path)[] paths = [.. (below.Length > 0 ? below : whole).Select(path => (CategoryKey.Of(path), path)).DistinctBy(path => path.Item1)];
        // In ordinal order a path stands right before those that go on from it, since no name has a character below the separator: a cell may hold thousands.
        string[] keys = [.. paths.Select(path => path.Key).Order(StringComparer.Ordinal)];
        var begun = keys.Zip(keys.Skip(1)).Where(pair => pair.Second.StartsWith(pair.First + StoredCategories.Separator, StringComparison.Ordinal)).Select(pair => pair.First).ToHashSet(StringComparer.Ordinal);
        return [.. paths.Where(path => !begun.Contains(path.Key)).Select(path => path.Path)];
    }

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
