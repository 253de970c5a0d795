namespace Vitrine.Onnx.Tokenizers;

/// <summary>Reads the section "pre_tokenizer" of tokenizer.json.</summary>
internal static class PreTokenizerReader
{
    // Published files have at most four.
    private const int MostSteps = 64;

    private const string Known = "Sequence, ByteLevel, Metaspace, BertPreTokenizer, Whitespace, WhitespaceSplit, Punctuation, Split, Digits";

    internal static PreTokenizer Read(JsonPart? part)
    {
        var steps = new List<PreTokenizer>();
        if (part is { } given)
            Append(given, steps);
        return steps.Count == 1 ? steps[0] : new PreTokenizerSequence(steps);
    }

    private static void Append(JsonPart part, List<PreTokenizer> steps)
    {
        if (part["type"].String(64) != "Sequence")
        {
            steps.Add(Single(part));
            return;
        }

        foreach (var inner in part["pretokenizers"].Items(MostSteps))
            Append(inner, steps);
        if (steps.Count > MostSteps)
            throw part.Wrong($"more than {MostSteps} pre-tokenisers", "a sequence within that limit");
    }

    private static PreTokenizer Single(JsonPart part) => part["type"].String(64) switch
    {
        "ByteLevel" => new ByteLevelPreTokenizer(
            part.Optional("add_prefix_space")?.Boolean() ?? true, part.Optional("use_regex")?.Boolean() ?? true),
        "Metaspace" => new MetaspacePreTokenizer(ReadMark(part), ReadScheme(part), part.Optional("split")?.Boolean() ?? true),
        "BertPreTokenizer" => WordsPreTokenizer.Bert(),
        "Whitespace" => WordsPreTokenizer.WordsAndSymbols(),
        "WhitespaceSplit" => WordsPreTokenizer.BetweenBlanks(),
        "Punctuation" => new PatternPreTokenizer(new CharacterPattern(Characters.IsPunctuation), ReadBehavior(part.Optional("behavior"))),
        "Split" => new PatternPreTokenizer(TextPattern.Read(part["pattern"]), ReadBehavior(part["behavior"]), part.Optional("invert")?.Boolean() ?? false),
        "Digits" => new PatternPreTokenizer(
            new CharacterPattern(Characters.IsNumber),
            part.Optional("individual_digits")?.Boolean() ?? false ? SplitBehavior.Isolated : SplitBehavior.Contiguous),
        var other => throw part["type"].Wrong($"the pre-tokeniser '{other}'", $"one of {Known}"),
    };

    private static char ReadMark(JsonPart part) =>
        part.Optional("replacement") is not { } mark ? '▁' : mark.String(1) is [var character] && !char.IsSurrogate(character) ? character : throw mark.Wrong("one character");

    // Older files say add_prefix_space, which is "always" or "never".
    private static PrependScheme ReadScheme(JsonPart part)
    {
        if (part.Optional("prepend_scheme") is { } scheme)
        {
            return scheme.String(64) switch
            {
                "always" => PrependScheme.Always,
                "first" => PrependScheme.First,
                "never" => PrependScheme.Never,
                _ => throw scheme.Wrong("always, first or never"),
            };
        }

        return part.Optional("add_prefix_space")?.Boolean() ?? true ? PrependScheme.Always : PrependScheme.Never;
    }

    private static SplitBehavior ReadBehavior(JsonPart? part) => part is not { } behavior ? SplitBehavior.Isolated : behavior.String(64) switch
    {
        "Removed" => SplitBehavior.Removed,
        "Isolated" => SplitBehavior.Isolated,
        "MergedWithPrevious" => SplitBehavior.MergedWithPrevious,
        "MergedWithNext" => SplitBehavior.MergedWithNext,
        "Contiguous" => SplitBehavior.Contiguous,
        _ => throw behavior.Wrong("Removed, Isolated, MergedWithPrevious, MergedWithNext or Contiguous"),
    };
}
