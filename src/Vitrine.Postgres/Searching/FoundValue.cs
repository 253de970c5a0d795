using Npgsql;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>Values of fields as they come from the server.</summary>
internal static class FoundValue
{
    /// <summary>The value that a facet counts: of a list one of its texts, of a path one of its nodes.</summary>
    public static FieldValue OfFacet(FieldForm form, NpgsqlDataReader reader, int column) => form.Kind switch
    {
        FieldKind.Number => reader.GetDouble(column),
        FieldKind.Date => Date(reader.GetInt64(column)),
        _ => FieldTerms.Value(form, reader.GetFieldValue<byte[]>(column)),
    };

    /// <summary>The value of an item; null for none.</summary>
    public static FieldValue? OfItem(FieldForm form, NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : form.Kind switch
    {
        FieldKind.Keywords => (FieldValue)reader.GetFieldValue<byte[][]>(column).Select(term => FieldTerms.Value(form, term).Text!).ToArray(),
        FieldKind.Path => FieldTerms.Value(form, reader.GetFieldValue<byte[][]>(column)[^1]),
        _ => OfFacet(form, reader, column),
    };

    private static FieldValue Date(long ticks) => new DateTime(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
}
