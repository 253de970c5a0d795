using System.Text.Json;

namespace Vitrine.Catalogue;

/// <summary>Takes the cells of the wanted columns out of a product.</summary>
/// <param name="keys">What the wanted columns are, see <see cref="JsonProperties.Key"/>.</param>
/// <param name="columns">What the user calls them.</param>
internal sealed class JsonRow(string[] keys, IReadOnlyList<string> columns) : JsonProperties
{
    private readonly ILookup<string, int> wanted = Enumerable.Range(0, keys.Length).ToLookup(i => keys[i], StringComparer.Ordinal);
    private readonly List<string>[] found = [.. keys.Select(_ => new List<string>())];
    private readonly List<IReadOnlyList<string>>[] lists = [.. keys.Select(_ => new List<IReadOnlyList<string>>())]; // those within a list
    private readonly int[] inLists = new int[keys.Length]; // values that these have
    private readonly bool[] isList = new bool[keys.Length];
    private RowProblem? problem;

    public TableRow Read(JsonItem item)
    {
        problem = null;
        Array.Clear(isList);
        Array.Clear(inLists);
        foreach (var values in found)
            values.Clear();
        foreach (var within in lists)
            within.Clear();
        try
        {
            using var document = JsonDocument.Parse(item.Text!, JsonTable.Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return TableRow.Bad(item.Line, BadRowReason.NotJson, $"a JSON {Kind(document.RootElement.ValueKind)}");
            Visit(document.RootElement, "", isListed: false);
            return problem is null
                ? new TableRow(item.Line, [.. found.Select((values, i) => Cell(i, values))], null)
                : new TableRow(item.Line, [], problem);
        }
        catch (JsonException e)
        {
            return TableRow.Bad(item.Line, BadRowReason.NotJson, $"a mistake at character {e.BytePositionInLine + 1}{(e.LineNumber > 0 ? $" of line {item.Line + e.LineNumber}" : "")}");
        }
        catch (InvalidOperationException)
        {
            return TableRow.Bad(item.Line, BadRowReason.NotJson, "a name with an escape that is no character");
        }
    }

    protected override void Structure(string key, JsonValueKind kind)
    {
        foreach (var i in wanted[key])
            problem ??= new RowProblem(columns[i], BadRowReason.NotJson, $"a JSON {Kind(kind)}");
        BlameIfDoubled(key);
    }

    protected override void ListWithin(string key, bool hasEnded)
    {
        foreach (var i in wanted[key])
        {
            var values = found[i][inLists[i]..];
            if (hasEnded)
                lists[i].Add(values);
            else
                lists[i].AddRange(Alone(values));
            inLists[i] = found[i].Count;
        }
    }

    protected override void Value(string key, JsonElement value, bool isListed)
    {
        BlameIfDoubled(key);
        foreach (var i in wanted[key])
        {
            isList[i] |= isListed;
            try
            {
                if (value.ValueKind is JsonValueKind.String)
                    found[i].Add(value.GetString()!);
                else if (value.ValueKind is not JsonValueKind.Null)
                    found[i].Add(value.GetRawText());
            }
            catch (InvalidOperationException)
            {
                problem ??= new RowProblem(columns[i], BadRowReason.NotJson, "an escape that is no character");
            }
        }
    }

    private TableCell Cell(int column, List<string> values)
    {
        if (!isList[column])
            return new TableCell(string.Join(", ", values));
        return TableCell.OfItems([.. values], [.. lists[column], .. Alone(values[inLists[column]..])]);
    }

    private static IEnumerable<IReadOnlyList<string>> Alone(List<string> values) => values.Select(value => (IReadOnlyList<string>)[value]);

    /// <summary>A property that stands twice here, though nowhere among the products that the columns were learned from: none of the two is chosen in silence.</summary>
    private void BlameIfDoubled(string key)
    {
        if (!IsFurther(key))
            return;
        var name = NameOf(key);
        foreach (var i in wanted[name])
        {
            if (columns[i] == name)
                problem ??= new RowProblem(name, BadRowReason.NotJson, "the property a second time");
        }
    }

    private static string Kind(JsonValueKind kind) => kind.ToString().ToLowerInvariant();
}
