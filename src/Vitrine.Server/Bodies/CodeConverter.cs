using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Server.Problems;

namespace Vitrine.Server.Bodies;

/// <summary>The bits of a code in words of 64, little-endian, in base64.</summary>
internal sealed class CodeConverter : JsonConverter<ulong[]?>
{
    public override ulong[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException();
        if (!reader.TryGetBytesFromBase64(out var bytes) || bytes.Length == 0 || bytes.Length % sizeof(ulong) != 0)
            throw new ProblemException(ProblemKind.BadQuery, "A code is no base64 of whole words of 64 bits.", "Send what /v1/embed gave as 'code'.");
        return [.. bytes.Chunk(sizeof(ulong)).Select(word => BinaryPrimitives.ReadUInt64LittleEndian(word))];
    }

    public override void Write(Utf8JsonWriter writer, ulong[]? value, JsonSerializerOptions options) => writer.WriteBase64StringValue(MemoryMarshal.AsBytes(value.AsSpan()));
}
