namespace Vitrine.Catalogue;

/// <summary>One spelling for each category of a table: names that differ in letter case, Unicode form or white space alone are the one that came first.</summary>
internal sealed class CategorySpelling
{
    private readonly Dictionary<string, string> firsts = new(StringComparer.Ordinal); // by the folded path down to the name
    private readonly Dictionary<string, string[]> known = new(StringComparer.Ordinal); // by the path as it is written

    /// <summary>The path in the spelling in which each of its names came first below the same parents.</summary>
    public string[] Of(IReadOnlyList<string> path)
    {
        var written = string.Join(StoredCategories.Separator, path);
        if (known.TryGetValue(written, out var spelled))
            return spelled;
        spelled = new string[path.Count];
        for (var depth = 0; depth < spelled.Length; depth++)
        {
            var key = CategoryKey.Of(path.Take(depth + 1));
            if (!firsts.TryGetValue(key, out spelled[depth]!))
                firsts.Add(key, spelled[depth] = path[depth]);
        }

        known.Add(written, spelled);
        return spelled;
    }
}
