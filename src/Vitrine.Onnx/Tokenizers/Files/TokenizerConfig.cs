namespace Vitrine.Onnx.Tokenizers;

/// <summary>What <c>tokenizer_config.json</c> says, and the kind of model in <c>config.json</c>; both may be absent.</summary>
internal sealed record TokenizerConfig
{
    private const int LongestName = 256;

    /// <summary>"CLIPTokenizer", without the ending "Fast" of the same tokeniser's other form.</summary>
    internal string? Class { get; init; }

    /// <summary>"clip", of config.json.</summary>
    internal string? ModelType { get; init; }

    internal CaseRule Case { get; init; } = new();

    /// <summary>Longest sequence; null where the file has none or one beyond all models (1e30).</summary>
    internal int? MaxLength { get; init; }

    internal bool? AddsBlank { get; init; }

    internal bool? CutsStart { get; init; }

    internal bool? PadsStart { get; init; }

    /// <summary>Special tokens by their name in the file, such as "pad_token".</summary>
    internal IReadOnlyDictionary<string, string> Tokens { get; init; } = new Dictionary<string, string>();

    internal static TokenizerConfig Read(string folder)
    {
        var path = Path.Combine(folder, "tokenizer_config.json");
        var config = File.Exists(path) ? JsonFile.Read(path, Read) : new();
        var model = Path.Combine(folder, "config.json");
        if (File.Exists(model))
            config = config with { ModelType = JsonFile.Read(model, root => root.Optional("model_type")?.String(LongestName)) };
        return config with { Case = config.Case with { KnowsLowerCaseOnly = config.IsSiglip && config.Case.Lowers != false } };
    }

    // SigLIP 2 names Gemma's tokeniser, which by itself keeps capitals.
    private bool IsSiglip => Class is "SiglipTokenizer" or "Siglip2Tokenizer" || (Class == "GemmaTokenizer" && Case.Lowers == true)
        || (ModelType?.StartsWith("siglip", StringComparison.Ordinal) ?? false);

    private static TokenizerConfig Read(JsonPart root)
    {
        var tokens = new Dictionary<string, string>();
        foreach (var (name, value) in root.Members(1 << 16))
        {
            // A token is a string, or an object whose "content" is one; null means none.
            if (name.EndsWith("_token", StringComparison.Ordinal) && (value.IsString || value.IsObject))
                tokens[name] = (value.IsObject ? value["content"] : value).String(Vocabulary.LongestAllowed);
        }

        return new()
        {
            Class = root.Optional("tokenizer_class")?.String(LongestName) is { } named ? WithoutFast(named) : null,
            Case = new(root.Optional("do_lower_case")?.Boolean(), root.Optional("strip_accents")?.Boolean(), root.Optional("tokenize_chinese_chars")?.Boolean()),
            MaxLength = ReadMaxLength(root.Optional("model_max_length")),
            AddsBlank = root.Optional("add_prefix_space")?.Boolean(),
            CutsStart = ReadSide(root.Optional("truncation_side")),
            PadsStart = ReadSide(root.Optional("padding_side")),
            Tokens = tokens,
        };

        static string WithoutFast(string name) => name.EndsWith("Fast", StringComparison.Ordinal) ? name[..^4] : name;
    }

    private static int? ReadMaxLength(JsonPart? part) => part is not { } length ? null : length.Number() > 1e9 ? null : length.Integer(1, 1 << 24);

    private static bool? ReadSide(JsonPart? part) => part is not { } side ? null : side.String(LongestName) switch
    {
        "left" => true,
        "right" => false,
        _ => throw side.Wrong("left or right"),
    };
}
