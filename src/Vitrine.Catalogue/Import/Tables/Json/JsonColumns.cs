using System.Text.Json;

namespace Vitrine.Catalogue;

/// <summary>Learns the columns of a JSON table from some of its products.</summary>
internal sealed class JsonColumns : JsonProperties
{
    /// <summary>A table whose keys are data, ids for instance, has no columns that anybody could name.</summary>
    private const int MostColumns = 1 << 14;

    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly List<string> keys = [];

    /// <summary>In the order in which they were met; see <see cref="JsonProperties.Key"/>.</summary>
    public IReadOnlyList<string> Keys => keys;

    /// <summary>Adds the columns of a product. One that is broken has none; it is reported when the rows are read.</summary>
    public void Add(JsonItem item)
    {
        if (item.Text is null)
            return;
        try
        {
            using var document = JsonDocument.Parse(item.Text, JsonTable.Lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                Visit(document.RootElement, "", isListed: false);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Reported as a bad row.
        }
    }

    protected override void Structure(string key, JsonValueKind kind)
    {
    }

    protected override void ListWithin(string key, bool hasEnded)
    {
    }

    protected override void Value(string key, JsonElement value, bool isListed)
    {
        if (keys.Count < MostColumns && known.Add(key))
            keys.Add(key);
    }
}
