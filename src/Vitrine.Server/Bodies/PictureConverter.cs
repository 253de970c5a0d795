using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Server.Problems;

namespace Vitrine.Server.Bodies;

/// <summary>The bytes of a file in base64, or in a data URI. Any other address is refused: the server fetches nothing.</summary>
internal sealed class PictureConverter : JsonConverter<byte[]?>
{
    private const string Hint = "Send the bytes of the file in base64, or as a part 'image' of multipart/form-data.";

    public override byte[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException();
        var length = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
        var text = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            return Decode(text.AsSpan(0, reader.CopyString(text)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    public override void Write(Utf8JsonWriter writer, byte[]? value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value);

    private static byte[] Decode(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("data:"u8) && text[..Math.Min(text.Length, 200)].IndexOf(";base64,"u8) is > 0 and var at)
            text = text[(at + ";base64,"u8.Length)..];
        else if (text[..Math.Min(text.Length, 20)].Contains((byte)':'))
            throw new ProblemException(ProblemKind.BadQuery, "A picture is given by an address, and no address is fetched.", Hint);
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, bytes, out _, out var written) == OperationStatus.Done && written > 0
            ? bytes[..written]
            : throw new ProblemException(ProblemKind.BadQuery, "A picture is no base64.", Hint);
    }
}

/// <summary>Several of them.</summary>
internal sealed class PicturesConverter : JsonConverter<IReadOnlyList<byte[]>?>
{
    private static readonly PictureConverter One = new();

    public override IReadOnlyList<byte[]>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException();
        var pictures = new List<byte[]>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            pictures.Add(One.Read(ref reader, typeof(byte[]), options)!);
        return pictures;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<byte[]>? value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, options);
}
