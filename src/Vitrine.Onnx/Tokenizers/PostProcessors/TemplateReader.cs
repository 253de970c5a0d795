namespace Vitrine.Onnx.Tokenizers;

/// <summary>Reads the section "post_processor" of tokenizer.json.</summary>
internal static class TemplateReader
{
    // Published templates add at most four tokens.
    private const int MostParts = 64;

    private const string Known = "TemplateProcessing, BertProcessing, RobertaProcessing, ByteLevel, Sequence";

    internal static Template Read(JsonPart? part) => part is not { } given ? Template.Nothing : given["type"].String(64) switch
    {
        "TemplateProcessing" => ReadTemplate(given),
        "BertProcessing" or "RobertaProcessing" => new([ReadPair(given["cls"])], [ReadPair(given["sep"])]),
        "ByteLevel" => Template.Nothing, // it trims offsets, which nobody asks for
        "Sequence" => ReadSequence(given),
        var other => throw given["type"].Wrong($"the post-processor '{other}'", $"one of {Known}"),
    };

    private static Template ReadSequence(JsonPart part)
    {
        var template = Template.Nothing;
        foreach (var step in part["processors"].Items(MostParts))
            template = template.Inside(Read(step));
        return template.Count <= MostParts ? template : throw part.Wrong($"{template.Count} special tokens", $"at most {MostParts}");
    }

    private static Template ReadTemplate(JsonPart part)
    {
        var (before, after) = (new List<int>(), new List<int>());
        var single = part["single"];
        var hasText = false;
        foreach (var element in single.Items(MostParts))
        {
            if (element.Optional("SpecialToken") is { } special)
            {
                (hasText ? after : before).AddRange(ReadIds(part["special_tokens"], special["id"]));
            }
            else if (element.Optional("Sequence") is not null)
            {
                if (hasText)
                    throw single.Wrong("the text twice", "the text once");
                hasText = true;
            }
            else
            {
                throw element.Wrong("neither 'SpecialToken' nor 'Sequence'", "one of them");
            }
        }

        return hasText ? new([.. before], [.. after]) : throw single.Wrong("no 'Sequence'", "a place for the text");
    }

    private static IEnumerable<int> ReadIds(JsonPart tokens, JsonPart name) =>
        tokens[name.String(Vocabulary.LongestAllowed)]["ids"].Items(MostParts).Select(id => id.Integer(0, Vocabulary.IdLimit - 1));

    private static int ReadPair(JsonPart part) =>
        part.Items(2).ToArray() is [_, var id] ? id.Integer(0, Vocabulary.IdLimit - 1) : throw part.Wrong("[token, id]");
}
