using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Reads the section "normalizer" of tokenizer.json.</summary>
internal static class NormalizerReader
{
    // Published files have at most seven.
    private const int MostSteps = 64;

    // Published replacements have at most three characters; a long one, applied again and again, would fill the memory.
    private const int LongestReplacement = 16;

    private const string Known = "Sequence, BertNormalizer, NFC, NFD, NFKC, NFKD, Lowercase, Strip, StripAccents, Replace, Prepend, Nmt, Precompiled";

    internal static Normalizer Read(JsonPart? part)
    {
        var steps = new List<Normalizer>();
        if (part is { } given)
            Append(given, steps);
        return steps.Count == 1 ? steps[0] : new NormalizerSequence(steps);
    }

    // A sequence in a sequence is one sequence.
    private static void Append(JsonPart part, List<Normalizer> steps)
    {
        if (part["type"].String(64) != "Sequence")
        {
            steps.Add(Single(part));
            return;
        }

        foreach (var inner in part["normalizers"].Items(MostSteps))
            Append(inner, steps);
        if (steps.Count > MostSteps)
            throw part.Wrong($"more than {MostSteps} normalisers", "a sequence within that limit");
    }

    private static Normalizer Single(JsonPart part) => part["type"].String(64) switch
    {
        "BertNormalizer" => new BertNormalizer
        {
            CleansText = part.Optional("clean_text")?.Boolean() ?? true,
            SeparatesChinese = part.Optional("handle_chinese_chars")?.Boolean() ?? true,
            StripsAccents = part.Optional("strip_accents")?.Boolean(),
            Lowers = part.Optional("lowercase")?.Boolean() ?? true,
        },
        "NFC" => new UnicodeFormNormalizer(NormalizationForm.FormC),
        "NFD" => new UnicodeFormNormalizer(NormalizationForm.FormD),
        "NFKC" => new UnicodeFormNormalizer(NormalizationForm.FormKC),
        "NFKD" => new UnicodeFormNormalizer(NormalizationForm.FormKD),
        "Lowercase" => new LowercaseNormalizer(),
        "Strip" => new StripNormalizer(part.Optional("strip_left")?.Boolean() ?? true, part.Optional("strip_right")?.Boolean() ?? true),
        "StripAccents" => new StripAccentsNormalizer(),
        "Replace" => new ReplaceNormalizer(TextPattern.Read(part["pattern"]), part["content"].String(LongestReplacement)),
        "Prepend" => new PrependNormalizer(part["prepend"].String(LongestReplacement)),
        "Nmt" => new NmtNormalizer(),
        "Precompiled" => ReadPrecompiled(part),
        var other => throw part["type"].Wrong($"the normaliser '{other}'", $"one of {Known}"),
    };

    private static Normalizer ReadPrecompiled(JsonPart part)
    {
        if (part.Optional("precompiled_charsmap") is not { } encoded)
            return Normalizer.None;

        var text = encoded.String(JsonFile.Largest);
        var bytes = new byte[text.Length / 4 * 3 + 3];
        var map = Convert.TryFromBase64String(text, bytes, out var count) ? CharsMap.TryRead(bytes.AsSpan(0, count)) : null;
        return new PrecompiledNormalizer(map ?? throw encoded.Wrong("a table of SentencePiece in base64"));
    }
}
