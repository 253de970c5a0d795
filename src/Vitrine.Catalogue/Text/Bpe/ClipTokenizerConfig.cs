using System.Text.Json;

namespace Vitrine.Catalogue.Text;

/// <summary>What <c>tokenizer_config.json</c> says and CLIP's own values where it says nothing.</summary>
internal sealed record ClipTokenizerConfig(string Start, string End, string Padding, string Unknown, int ContextLength)
{
    private const int PublishedContextLength = 77;
    private const int LongestContext = 4096;
    private const int LargestFile = 1 << 20;

    /// <summary>Reads the file; CLIP's published values where there is none.</summary>
    /// <exception cref="BadDataException">The file is not JSON, or asks for another kind of tokeniser.</exception>
    internal static ClipTokenizerConfig Read(string path)
    {
        if (!File.Exists(path))
            return new("<|startoftext|>", "<|endoftext|>", "<|endoftext|>", "<|endoftext|>", PublishedContextLength);

        using var document = BytePairFiles.ReadJson(path, LargestFile);
        var root = document.RootElement;
        RequireClip(path, root);
        var end = Token(path, root, "eos_token", "<|endoftext|>");
        return new(
            Token(path, root, "bos_token", "<|startoftext|>"),
            end,
            Token(path, root, "pad_token", end),
            Token(path, root, "unk_token", end),
            ReadContextLength(path, root));
    }

    private static void RequireClip(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new BadDataException(path, null, null, $"a JSON {root.ValueKind}", "an object");
        if (root.TryGetProperty("tokenizer_class", out var kind) && kind.ValueKind == JsonValueKind.String
            && kind.GetString() is not ("CLIPTokenizer" or "CLIPTokenizerFast"))
        {
            throw new BadDataException(path, null, "tokenizer_class", $"'{kind.GetString()}'", "CLIPTokenizer or CLIPTokenizerFast");
        }

        if (root.TryGetProperty("do_lower_case", out var lower) && lower.ValueKind == JsonValueKind.False)
            throw new BadDataException(path, null, "do_lower_case", "false", "true: CLIP knows lower case only");
    }

    // Hugging Face writes a token as a string or as {"content": …}; null means "none", which for CLIP is the end token.
    private static string Token(string path, JsonElement root, string name, string fallback)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return fallback;
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("content", out var content))
            value = content;
        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= BytePairFiles.LongestToken } token
            ? token
            : throw new BadDataException(path, null, name, $"a JSON {value.ValueKind}", "a token or an object with a token as 'content'");
    }

    private static int ReadContextLength(string path, JsonElement root)
    {
        // Files without a real limit hold 1e30 here.
        if (!root.TryGetProperty("model_max_length", out var value) || value.ValueKind != JsonValueKind.Number || value.GetDouble() > 1e9)
            return PublishedContextLength;
        return value.TryGetInt32(out var length) && length is >= 3 and <= LongestContext
            ? length
            : throw new BadDataException(path, null, "model_max_length", value.GetRawText(), $"3 to {LongestContext}");
    }
}
