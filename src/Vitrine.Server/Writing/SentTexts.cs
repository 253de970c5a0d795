using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Server.Bodies;

namespace Vitrine.Server.Writing;

/// <summary>One text or a list of texts, as a client writes them: "red", or ["red", "blue"].</summary>
[JsonConverter(typeof(Converter))]
internal sealed record SentTexts(IReadOnlyList<string> Texts)
{
    private sealed class Converter : JsonConverter<SentTexts>
    {
        private static readonly TextsConverter Texts = new();

        public override SentTexts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(Texts.Read(ref reader, typeof(IReadOnlyList<string>), options)!);

        public override void Write(Utf8JsonWriter writer, SentTexts value, JsonSerializerOptions options) => Texts.Write(writer, value.Texts, options);
    }
}
