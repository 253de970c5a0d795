using System.Text;
using System.Text.Json;
using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Opens the files of a tokeniser, which come from outside.</summary>
internal static class JsonFile
{
    /// <summary>Bytes. The largest published tokenizer.json (262,000 tokens, 580,000 merges) has 33 MB.</summary>
    internal const int Largest = 64 << 20;

    // A normaliser in a sequence in a sequence stands eight levels deep.
    private const int Deepest = 32;

    /// <summary>Reads a JSON document and hands its root to <paramref name="read"/>.</summary>
    /// <exception cref="BadDataException">The file is too large, is not JSON, or <paramref name="read"/> refuses it.</exception>
    internal static T Read<T>(string path, Func<JsonPart, T> read)
    {
        RequireSize(path);
        ReadOnlyMemory<byte> bytes = File.ReadAllBytes(path);
        if (bytes.Span.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = Deepest });
            return read(new(path, "", document.RootElement));
        }
        catch (JsonException exception)
        {
            throw new BadDataException(path, exception.LineNumber + 1, null, "broken JSON", $"a whole JSON document at most {Deepest} levels deep", null, exception);
        }
    }

    /// <summary>Refuses a file that is larger than any tokeniser's.</summary>
    internal static void RequireSize(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > Largest)
            throw new BadDataException(path, null, null, $"{length} bytes", $"at most {Largest} bytes");
    }
}
