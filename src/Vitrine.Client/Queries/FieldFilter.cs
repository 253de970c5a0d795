using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Client.Queries;

/// <summary>What is asked of a field: one of some values, or a range of numbers.</summary>
[JsonConverter(typeof(Converter))]
public sealed class FieldFilter
{
    private readonly IReadOnlyList<string>? values;
    private readonly double? from, to;

    private FieldFilter(IReadOnlyList<string>? values, double? from, double? to) => (this.values, this.from, this.to) = (values, from, to);

    /// <summary>The product has one of these values.</summary>
    public static FieldFilter OneOf(params string[] values) => new([.. values], null, null);

    /// <summary>The product's number lies between two others, these included.</summary>
    /// <param name="from">The least; null for no bound.</param>
    /// <param name="to">The greatest; null for no bound.</param>
    public static FieldFilter Between(double? from = null, double? to = null) => new(null, from, to);

    private sealed class Converter : JsonConverter<FieldFilter>
    {
        public override FieldFilter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Filters are asked, not answered.");

        public override void Write(Utf8JsonWriter writer, FieldFilter value, JsonSerializerOptions options)
        {
            if (value.values is { } some)
            {
                JsonSerializer.Serialize(writer, some, options);
                return;
            }

            writer.WriteStartObject();
            if (value.from is { } least)
                writer.WriteNumber("from", least);
            if (value.to is { } greatest)
                writer.WriteNumber("to", greatest);
            writer.WriteEndObject();
        }
    }
}
