using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue;

/// <summary>
/// The names of a table's columns. A column is asked for by its whole name, whatever characters that has; blanks and line breaks at its ends do not count, and
/// those inside count as one blank. Of columns that share a name the second is asked for as "name#2", and the bare name for none of them.
/// </summary>
internal sealed class ColumnNames
{
    private const int MostListed = 60;
    private const int LongestSuggestion = 200;
    private const int MostParts = 200;

    private readonly Dictionary<string, List<int>> positions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> asked = new(StringComparer.Ordinal);

    /// <param name="headers">The names in the order of the file; an empty one names nothing.</param>
    public ColumnNames(IReadOnlyList<string> headers)
    {
        for (var position = 0; position < headers.Count; position++)
        {
            var name = Fold(headers[position]);
            if (name.Length == 0)
                continue;
            if (!positions.TryGetValue(name, out var same))
                positions.Add(name, same = []);
            same.Add(position);
        }

        foreach (var (name, same) in positions)
        {
            if (same.Count == 1)
                asked[name] = same[0];
        }

        foreach (var (name, same) in positions.Where(entry => entry.Value.Count > 1))
        {
            // A column that is really called "name#2" keeps its name.
            for (var i = 0; i < same.Count; i++)
                asked.TryAdd($"{name}#{i + 1}", same[i]);
        }

        All = [.. asked.OrderBy(entry => entry.Value).Select(entry => entry.Key)];
    }

    /// <summary>What the columns can be asked for by, in the order of the file: the name, or "name#1", "name#2" where several share it.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Where the column of this name stands, from 0; -1 if there is none, or no single one.</summary>
    public int Find(string name) => asked.GetValueOrDefault(Fold(name), -1);

    /// <summary>The name as <see cref="All"/> has it.</summary>
    /// <exception cref="UsageException">No such column, or several: the message names their positions, or the columns there are, and the nearest.</exception>
    public string Require(string table, string flag, string name)
    {
        var folded = Fold(name);
        if (asked.ContainsKey(folded))
            return folded;
        if (positions.TryGetValue(folded, out var same))
        {
            throw new UsageException(
                $"The table '{table}' has {same.Count} columns '{folded}' ({flag}): number {string.Join(" and ", same.Select(position => position + 1))}.",
                $"Say which: {string.Join(" or ", same.Select((_, i) => $"{flag} '{folded}#{i + 1}'"))}.");
        }

        var nearest = name.Length > LongestSuggestion ? null : NearestWord.To(name, All.Where(column => column.Length <= LongestSuggestion));
        throw new UsageException(
            $"The table '{table}' has no column '{name}' ({flag}). It has: {Listed()}.",
            nearest is null ? $"Name one of these with {flag}." : $"Did you mean '{nearest}'?");
    }

    /// <summary>The columns that an option lists with a separator between them. The longest name wins: "A/B" is one column where the table has that.</summary>
    /// <param name="table">Named in messages.</param>
    /// <param name="flag">The option.</param>
    /// <param name="lists">Lists, one after the other; a list of one is a name.</param>
    /// <param name="separator">Between names, and perhaps in them.</param>
    /// <exception cref="UsageException">A part of a list is no column, or a list has nothing between its separators.</exception>
    public string[] RequireAll(string table, string flag, IReadOnlyList<string> lists, char separator)
    {
        if (lists.FirstOrDefault(list => list.Contains(separator) && Fold(list) is var name && !asked.ContainsKey(name) && Pieces(list, separator).Length == 0) is { } nothing)
            throw new UsageException($"{flag} '{nothing}' names no column.", $"The table '{table}' has: {Listed()}.");
        return [.. lists.SelectMany(list => Split(list, separator) ?? [.. Pieces(list, separator).Select(name => Require(table, flag, name))])];
    }

    /// <summary>A header, or what was asked for, as it is compared.</summary>
    public static string Fold(string name) => CanonicalComposition.Compose(CellText.OneLine(CellText.WithoutMarks(name)));

    private static string[] Pieces(string list, char separator) =>
        list.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The list read with as long names as possible from the left; null where no reading leaves nothing over.</summary>
    private List<string>? Split(string list, char separator)
    {
        // A header after a stray quote is one name of thousands of parts.
        if (asked.ContainsKey(Fold(list)))
            return [Fold(list)];
        var parts = list.Split(separator);
        if (parts.Length > MostParts)
            return null;
        // From the right: what can be read from part i on, so that no part is tried twice.
        var readings = new List<string>?[parts.Length + 1];
        readings[^1] = [];
        for (var start = parts.Length - 1; start >= 0; start--)
        {
            if (string.IsNullOrWhiteSpace(parts[start]))
                readings[start] = readings[start + 1];
            for (var end = parts.Length; end > start; end--)
            {
                var name = Fold(string.Join(separator, parts[start..end]));
                if (readings[end] is not { } rest || !asked.ContainsKey(name))
                    continue;
                readings[start] = [name, .. rest];
                break;
            }
        }

        return readings[0];
    }

    private string Listed() => string.Join(", ", All.Take(MostListed)) + (All.Count > MostListed ? $" and {All.Count - MostListed} more" : "");
}
