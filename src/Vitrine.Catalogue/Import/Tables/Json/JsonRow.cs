using System.Text.Json;

namespace Vitrine.Catalogue;

/// <summary>Takes the cells of the wanted columns out of a product.</summary>
/// <param name="keys">What the wanted columns are, see <see cref="JsonProperties.Key"/>.</param>
/// <param name="columns">What the user calls them.</param>
internal sealed class JsonRow(string[] keys, IReadOnlyList<string> columns) : JsonProperties
{
    private readonly ILookup<string, int> wanted = Enumerable.Range(0, keys.Length).ToLookup(i => keys[i], StringComparer.Ordinal);
    private readonly List<string>[] found = [.. keys.Select(_ => new List<string>())];
    private readonly bool[] isList = new bool[keys.Length];
    private RowProblem? problem;

    public TableRow Read(JsonItem item)
    {
        problem = null;
        Array.Clear(isList);
        foreach (var values in found)
            values.Clear();
        try
        {
            using var document = JsonDocument.Parse(item.Text!, JsonTable.Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return TableRow.Bad(item.Line, BadRowReason.NotJson, $"a JSON {Kind(document.RootElement.ValueKind)}");
            Visit(document.RootElement, "", isListed: false);
            return problem is null
                ? new TableRow(item.Line, [.. found.Select((values, i) => new TableCell(string.Join(", ", values), isList[i] ? [.. values] : null))], null)
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
