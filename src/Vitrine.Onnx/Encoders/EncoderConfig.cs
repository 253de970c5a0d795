using System.Text.Json;
using Vitrine.Catalogue;

namespace Vitrine.Onnx.Encoders;

/// <summary>What <c>config.json</c> and <c>tokenizer_config.json</c> say that decides what a network is given and what is taken of it.</summary>
/// <param name="ModelType">The family, such as <c>clip</c> or <c>bert</c>; null where no file says it.</param>
/// <param name="PatchSize">Pixels across one patch of a transformer for pictures; null for other networks.</param>
/// <param name="MostTokens">The longest text; null where no file says it.</param>
public sealed record EncoderConfig(string? ModelType, int? PatchSize, int? MostTokens)
{
    private const int LargestFile = 4 << 20; // published ones have kilobytes; those with thousands of class names some hundred

    public bool IsSiglip => ModelType?.StartsWith("siglip", StringComparison.Ordinal) == true;

    /// <summary>Two towers into one space, whose vectors stand behind a projection.</summary>
    public bool IsClip => ModelType is "clip" or "chinese_clip" or "metaclip_2" or "jina_clip" or "altclip" or "clip_vision_model" or "clip_text_model";

    /// <summary>Reads the files of a folder; any of them may be missing.</summary>
    /// <exception cref="BadDataException">One is too large, or no JSON object.</exception>
    public static EncoderConfig Read(string folder)
    {
        var config = Open(Path.Combine(folder, "config.json"));
        var tokenizer = Open(Path.Combine(folder, "tokenizer_config.json"));
        var texts = Section(config, "text_config");
        return new EncoderConfig(
            Word(config, "model_type"),
            Whole(Section(config, "vision_config"), "patch_size") ?? Whole(config, "patch_size"),
            Whole(tokenizer, "model_max_length") ?? Whole(texts, "max_position_embeddings") ?? Whole(config, "max_position_embeddings"));
    }

    private static JsonElement? Open(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return null;
        if (file.Length > LargestFile)
            throw new BadDataException(path, null, null, $"{file.Length:N0} bytes", $"at most {LargestFile:N0} bytes");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { MaxDepth = 32 });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new BadDataException(path, null, null, $"a JSON {document.RootElement.ValueKind}", "an object");
        }
        catch (JsonException exception)
        {
            throw new BadDataException(path, exception.LineNumber + 1, null, "broken JSON", "a JSON object", null, exception);
        }
    }

    private static JsonElement? Section(JsonElement? config, string name) =>
        config is { } known && known.TryGetProperty(name, out var section) && section.ValueKind == JsonValueKind.Object ? section : null;

    private static string? Word(JsonElement? config, string name) =>
        config is { } known && known.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // "No limit" is written as a number beyond any int.
    private static int? Whole(JsonElement? config, string name) =>
        config is { } known && known.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0 ? number : null;
}
