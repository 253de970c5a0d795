using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Tokenisers from <c>spiece.model</c>: T5's, ALBERT's and SigLIP's, which the configuration tells apart.</summary>
internal static class SentencePieceFile
{
    // SigLIP leaves ASCII's punctuation out and makes blanks single.
    private const string Punctuation = """[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]""";

    internal static TextPipeline Read(string path, TokenizerConfig config)
    {
        var model = SentencePieceModel.Read(path);
        var tokens = new SpecialTokens(path, model.Vocabulary, config.Tokens);
        var (normalizer, template) = (config.Class ?? config.ModelType) switch
        {
            "T5Tokenizer" or "t5" or null => (Normalizer.None, new Template([], [tokens.Id("eos_token", "</s>")])),
            "AlbertTokenizer" or "albert" => (Normalizer.None, new Template([tokens.Id("cls_token", "[CLS]")], [tokens.Id("sep_token", "[SEP]")])),
            "SiglipTokenizer" or "siglip" => (Siglip(), new Template([], [tokens.Id("eos_token", "</s>")])),
            var other => throw new BadDataException(path, null, null, $"the model of '{other}'", "one of T5Tokenizer, AlbertTokenizer, SiglipTokenizer",
                "Take a folder with tokenizer.json, which describes any tokeniser."),
        };
        return new(model, config.Case.Keep(normalizer), PreTokenizer.None, template,
            [.. new[] { tokens.Find("eos_token", "</s>"), tokens.Find("unk_token", "<unk>"), tokens.Find("pad_token", "<pad>") }.OfType<AddedToken>()]);
    }

    private static NormalizerSequence Siglip() => new(
    [
        new LowercaseNormalizer(),
        new ReplaceNormalizer(RegexPattern.Ours(Punctuation), ""),
        new ReplaceNormalizer(RegexPattern.Ours(@"\s+"), " "),
        new StripNormalizer(left: true, right: true),
    ]);
}
