namespace Vitrine.Onnx.Tokenizers;

/// <summary>Reads tokenizer.json, which describes a tokeniser whole.</summary>
internal static class TokenizerJsonFile
{
    internal static TextPipeline Read(string path, CaseRule rule) => JsonFile.Read(path, root => Read(root, rule));

    private static TextPipeline Read(JsonPart root, CaseRule rule)
    {
        var model = ModelReader.Read(root["model"]);
        var truncation = root.Optional("truncation");
        var padding = root.Optional("padding");
        return new(
            model,
            rule.Keep(NormalizerReader.Read(root.Optional("normalizer"))),
            PreTokenizerReader.Read(root.Optional("pre_tokenizer")),
            TemplateReader.Read(root.Optional("post_processor")),
            AddedTokenReader.Read(root.Optional("added_tokens"), model))
        {
            MaxLength = truncation?["max_length"].Integer(1, int.MaxValue),
            CutsStart = IsLeft(truncation),
            PaddingId = padding?.Optional("pad_id")?.Integer(0, Vocabulary.IdLimit - 1),
            PadsStart = IsLeft(padding),
        };
    }

    private static bool IsLeft(JsonPart? section) => section?.Optional("direction") is { } direction && direction.String(64) switch
    {
        "Left" => true,
        "Right" => false,
        _ => throw direction.Wrong("Left or Right"),
    };
}
