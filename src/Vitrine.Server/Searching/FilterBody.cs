using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Search.Fields;

namespace Vitrine.Server.Searching;

/// <summary>What is asked of a field: a value, an array of values of which a product has one, or { "from": …, "to": … } of a number.</summary>
/// <param name="Condition">The same, as a search takes it.</param>
[JsonConverter(typeof(Converter))]
internal sealed record FilterBody(FieldCondition Condition)
{
    private const int MostValues = 1_000;

    private sealed class Converter : JsonConverter<FilterBody>
    {
        public override FilterBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.TokenType switch
        {
            JsonTokenType.StartObject => Range(ref reader),
            JsonTokenType.StartArray => Values(ref reader),
            _ => new FieldCondition.OneOf(Value(ref reader)),
        });

        public override void Write(Utf8JsonWriter writer, FilterBody value, JsonSerializerOptions options) => throw new NotSupportedException("Filters are read only.");

        private static FieldCondition.OneOf Values(ref Utf8JsonReader reader)
        {
            var values = new List<string>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                values.Add(values.Count < MostValues ? Value(ref reader) : throw new JsonException());
            return values.Count > 0 ? new FieldCondition.OneOf(values) : throw new JsonException();
        }

        private static FieldCondition.Between Range(ref Utf8JsonReader reader)
        {
            double? from = null, to = null;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var isFrom = reader.ValueTextEquals("from"u8);
                if (!isFrom && !reader.ValueTextEquals("to"u8) || !reader.Read())
                    throw new JsonException();
                double? bound = reader.TokenType == JsonTokenType.Null ? null : reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) ? number : throw new JsonException();
                (from, to) = isFrom ? (bound, to) : (from, bound);
            }

            return new FieldCondition.Between(from, to);
        }

        private static string Value(ref Utf8JsonReader reader) => reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number when reader.TryGetDouble(out var number) => number.ToString(CultureInfo.InvariantCulture),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => throw new JsonException(),
        };
    }
}
