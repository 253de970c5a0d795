using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>The distinct values of all colour attributes of a store: one pass over the products, whatever the number of attributes.</summary>
internal static class ColourValues
{
    private const int RowsBetweenLooks = 4096;

    public static IReadOnlySet<string> Read(SqliteConnection connection, CancellationToken cancellation)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        var isColour = new Dictionary<string, bool>(StringComparer.Ordinal);
        using var command = connection.Prepare("SELECT attributes FROM product");
        using var reader = command.ExecuteReader();
        for (var row = 0; reader.Read(); row++)
        {
            if (row % RowsBetweenLooks == 0)
                cancellation.ThrowIfCancellationRequested();
            AddFrom(Encoding.UTF8.GetBytes(reader.GetString(0)), isColour, values);
        }

        return values;
    }

    /// <param name="attributes">An object of texts and lists of texts, see <see cref="StoreJson"/>.</param>
    /// <param name="isColour">What is known of attribute names.</param>
    /// <param name="values">The values found.</param>
    private static void AddFrom(ReadOnlySpan<byte> attributes, Dictionary<string, bool> isColour, HashSet<string> values)
    {
        var json = new Utf8JsonReader(attributes);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
                continue;
            var name = json.GetString()!;
            if (!isColour.TryGetValue(name, out var wanted))
                isColour.Add(name, wanted = ColourWords.IsColourAttribute(name));
            json.Read();
            // One value is a text, several are a list of them.
            var isList = json.TokenType == JsonTokenType.StartArray;
            while (!isList || (json.Read() && json.TokenType != JsonTokenType.EndArray))
            {
                if (wanted)
                    values.Add(json.GetString()!);
                if (!isList)
                    break;
            }
        }
    }
}
