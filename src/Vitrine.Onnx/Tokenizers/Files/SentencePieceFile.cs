using System.Text;
using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Tokenisers from <c>spiece.model</c>: T5's, ALBERT's and SigLIP's, which the configuration tells apart.</summary>
internal static class SentencePieceFile
{
    // SigLIP leaves ASCII's punctuation out and makes blanks single.
    private const string Punctuation = """[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]""";

    internal static TextPipeline Read(string path, TokenizerConfig config)
    {
        var (vocabulary, pieces, model) = ReadModel(path);
        var tokens = new SpecialTokens(path, vocabulary, config.Tokens);
        var (before, template) = (config.Class ?? config.ModelType) switch
        {
            "T5Tokenizer" or "t5" or null => (Normalizer.None, new Template([], [tokens.Id("eos_token", "</s>")])),
            "AlbertTokenizer" or "albert" => (Albert(config.Case.Lowers ?? true), new Template([tokens.Id("cls_token", "[CLS]")], [tokens.Id("sep_token", "[SEP]")])),
            "SiglipTokenizer" or "siglip" => (Siglip(), new Template([], [tokens.Id("eos_token", "</s>")])),
            var other => throw new BadDataException(path, null, null, $"the model of '{other}'", "one of T5Tokenizer, AlbertTokenizer, SiglipTokenizer",
                "Take a folder with tokenizer.json, which describes any tokeniser."),
        };
        return new(model, new NormalizerSequence([config.Case.Keep(before), pieces]), PreTokenizer.None, template,
            [.. new[] { tokens.Find("eos_token", "</s>"), tokens.Find("unk_token", "<unk>"), tokens.Find("pad_token", "<pad>") }.OfType<AddedToken>()]);
    }

    /// <summary>The pieces, SentencePiece's own normalisation and its model, without anything that a kind of encoder adds.</summary>
    internal static (Vocabulary Vocabulary, Normalizer Normalizer, TokenModel Model) ReadModel(string path)
    {
        var proto = SentencePieceProto.Read(path);
        var (all, matched, userSymbols) = (new Dictionary<string, int>(), new Dictionary<string, int>(), new CharTrie());
        foreach (var (id, piece) in proto.Pieces.Index())
        {
            all[piece.Text] = id;
            if (piece.Kind is PieceKind.Normal or PieceKind.UserDefined)
                matched[piece.Text] = id;
            if (piece.Kind == PieceKind.UserDefined)
                userSymbols.Add(piece.Text, id);
        }

        var vocabulary = new Vocabulary(all);
        var unknownId = proto.Pieces.Index().First(piece => piece.Item.Kind == PieceKind.Unknown).Index;
        TokenModel model = proto.IsUnigram
            ? Unigram(proto, vocabulary, matched, unknownId)
            : new ScoredPairModel(vocabulary, new(matched), userSymbols, [.. proto.Pieces.Select(piece => piece.Score)], unknownId, proto.FallsBackToBytes);
        return (vocabulary, new SentencePieceNormalizer(proto, userSymbols), model);
    }

    // A symbol of the user gets a score that wins against any cover of the same text.
    private static UnigramModel Unigram(SentencePieceProto proto, Vocabulary vocabulary, Dictionary<string, int> matched, int unknownId)
    {
        var normal = proto.Pieces.Where(piece => piece.Kind == PieceKind.Normal).Select(piece => piece.Score).DefaultIfEmpty().ToList();
        var highest = normal.Max();
        var scores = proto.Pieces.Select(piece => piece.Kind == PieceKind.UserDefined ? Encoding.UTF8.GetByteCount(piece.Text) * highest - .1 : piece.Score);
        return new(vocabulary, matched, [.. scores], normal.Min(), unknownId) { FallsBackToBytes = proto.FallsBackToBytes, SumsInSingle = true };
    }

    private static NormalizerSequence Albert(bool lowers) => new(
    [
        new ReplaceNormalizer(new LiteralPattern("``"), "\""),
        new ReplaceNormalizer(new LiteralPattern("''"), "\""),
        new UnicodeFormNormalizer(NormalizationForm.FormKD),
        new StripAccentsNormalizer(),
        .. lowers ? [new LowercaseNormalizer()] : Array.Empty<Normalizer>(),
    ]);

    private static NormalizerSequence Siglip() => new(
    [
        new LowercaseNormalizer(),
        new ReplaceNormalizer(RegexPattern.Ours(Punctuation), ""),
        new ReplaceNormalizer(RegexPattern.Ours(@"\s+"), " "),
        new StripNormalizer(left: true, right: true),
    ]);
}
