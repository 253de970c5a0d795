namespace Vitrine.Onnx.Tokenizers;

/// <summary>Reads the section "model" of tokenizer.json.</summary>
internal static class ModelReader
{
    private const int LongestWordAllowed = 1 << 16;
    private const string Known = "BPE, WordPiece, Unigram, WordLevel";

    internal static TokenModel Read(JsonPart part) => KindOf(part) switch
    {
        "BPE" => ReadBytePairs(part),
        "WordPiece" => ReadWordPiece(part),
        "Unigram" => ReadUnigram(part),
        "WordLevel" => ReadWholeWords(part),
        var other => throw part["type"].Wrong($"the model '{other}'", $"one of {Known}"),
    };

    // Files of before 2021 leave the type out.
    private static string KindOf(JsonPart part)
    {
        if (part.Optional("type") is { } type)
            return type.String(64);
        if (part.Optional("merges") is not null)
            return "BPE";
        return part["vocab"].IsArray ? "Unigram" : part.Optional("continuing_subword_prefix") is not null ? "WordPiece" : "WordLevel";
    }

    private static BytePairModel ReadBytePairs(JsonPart part)
    {
        if (part.Optional("dropout") is { } dropout && dropout.Number() != 0)
            throw dropout.Wrong("no dropout, which gives a text other ids every time");

        var vocabulary = ReadVocabulary(part["vocab"]);
        var prefix = Symbol(part, "continuing_subword_prefix", "");
        return new(vocabulary, ReadMerges(part["merges"], vocabulary, prefix.Length))
        {
            UnknownId = part.Optional("unk_token") is { } token ? IdOf(token, vocabulary) : null,
            FusesUnknown = part.Optional("fuse_unk")?.Boolean() ?? false,
            FallsBackToBytes = part.Optional("byte_fallback")?.Boolean() ?? false,
            IgnoresMerges = part.Optional("ignore_merges")?.Boolean() ?? false,
            InsidePrefix = prefix,
            EndSuffix = Symbol(part, "end_of_word_suffix", ""),
        };
    }

    private static WordPieceModel ReadWordPiece(JsonPart part)
    {
        var vocabulary = ReadVocabulary(part["vocab"]);
        return new(vocabulary, Symbol(part, "continuing_subword_prefix", "##"), UnknownOf(part, vocabulary),
            part.Optional("max_input_chars_per_word")?.Integer(1, LongestWordAllowed) ?? 100);
    }

    private static WholeWordModel ReadWholeWords(JsonPart part)
    {
        var vocabulary = ReadVocabulary(part["vocab"]);
        return new(vocabulary, UnknownOf(part, vocabulary));
    }

    private static UnigramModel ReadUnigram(JsonPart part)
    {
        var scores = new List<double>();
        var characters = 0;
        var ids = new Dictionary<string, int>();
        foreach (var entry in part["vocab"].Items(Vocabulary.MostTokens))
        {
            if (entry.Items(2).ToArray() is not [var token, var score])
                throw entry.Wrong("[token, score]");

            var text = token.String(Vocabulary.LongestAllowed);
            if ((characters += text.Length) > CharTrie.MostCharacters)
                throw entry.Wrong($"more than {CharTrie.MostCharacters} characters of tokens", "a vocabulary within that limit");
            ids[text] = scores.Count;
            scores.Add(score.Number());
        }

        if (scores.Count == 0)
            throw part["vocab"].Wrong("no token", "at least one");
        return new(new(ids), ids, [.. scores], scores.Min(), part.Optional("unk_id")?.Integer(0, scores.Count - 1))
        {
            FallsBackToBytes = part.Optional("byte_fallback")?.Boolean() ?? false,
        };
    }

    /// <summary>Reads an object of token: id.</summary>
    internal static Vocabulary ReadVocabulary(JsonPart part)
    {
        var ids = new Dictionary<string, int>();
        foreach (var (token, id) in part.Members(Vocabulary.MostTokens))
        {
            if (token.Length > Vocabulary.LongestAllowed)
                throw id.Wrong($"a token of {token.Length} characters", $"at most {Vocabulary.LongestAllowed}");
            ids[token] = id.Integer(0, Vocabulary.IdLimit - 1);
        }

        return ids.Count > 0 ? new(ids) : throw part.Wrong("no token", "at least one");
    }

    // A merge is "left right", or since 2024 ["left", "right"], which can hold blanks.
    private static MergeTable ReadMerges(JsonPart part, Vocabulary vocabulary, int prefixLength)
    {
        var merges = new MergeTable();
        foreach (var entry in part.Items(MergeTable.MostMerges))
        {
            var sides = entry.IsArray ? entry.Items(2).Select(side => side.String(Vocabulary.LongestAllowed)).ToArray() : entry.String(2 * Vocabulary.LongestAllowed + 1).Split(' ');
            if (sides is not [{ Length: > 0 } left, { Length: > 0 } right] || right.Length < prefixLength)
                throw entry.Wrong("two symbols");

            merges.Add(Id(left), Id(right), Id(left + right[prefixLength..]));

            int Id(string symbol) => vocabulary.IdOf(symbol) ?? throw entry.Wrong($"the symbol '{symbol}', which the vocabulary lacks", "symbols of the vocabulary");
        }

        return merges;
    }

    private static int UnknownOf(JsonPart part, Vocabulary vocabulary) =>
        part.Optional("unk_token") is { } token ? IdOf(token, vocabulary)
        : vocabulary.IdOf("[UNK]") ?? vocabulary.IdOf("<unk>") ?? throw part.Wrong("no 'unk_token'", "the token of unknown words");

    private static int IdOf(JsonPart token, Vocabulary vocabulary) =>
        vocabulary.IdOf(token.String(Vocabulary.LongestAllowed)) ?? throw token.Wrong("a token of the vocabulary");

    private static string Symbol(JsonPart part, string name, string fallback) => part.Optional(name)?.String(Vocabulary.LongestAllowed) ?? fallback;
}
