using System.Text;
using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Byte-level tokenisers from <c>vocab.json</c> and <c>merges.txt</c>: CLIP's, GPT-2's and RoBERTa's, which the configuration tells apart.</summary>
internal static class BytePairFiles
{
    // Radford et al., ICML 2021: words, single digits, runs of anything else. The published pattern ignores case, and the long s is an s then.
    private const string ClipWords = @"'[sſ]|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+";
    private const string ClipEnd = "</w>";

    internal static TextPipeline Read(string vocabularyPath, string mergesPath, TokenizerConfig config)
    {
        var vocabulary = JsonFile.Read(vocabularyPath, ModelReader.ReadVocabulary);
        var merges = VocabularyFiles.ReadMerges(mergesPath, vocabulary);
        var tokens = new SpecialTokens(vocabularyPath, vocabulary, config.Tokens);
        return (config.Class ?? config.ModelType) switch
        {
            "CLIPTokenizer" or "clip" or "clip_text_model" => Clip(vocabulary, merges, tokens),
            "RobertaTokenizer" or "roberta" => Roberta(vocabulary, merges, tokens, config.AddsBlank ?? false),
            "GPT2Tokenizer" or "gpt2" => Gpt2(vocabulary, merges, tokens, config.AddsBlank ?? false),
            null when vocabulary.Entries.Keys.Any(token => token.EndsWith(ClipEnd, StringComparison.Ordinal)) => Clip(vocabulary, merges, tokens),
            null => Gpt2(vocabulary, merges, tokens, config.AddsBlank ?? false),
            var other => throw new BadDataException(vocabularyPath, null, null, $"the vocabulary of '{other}'", "one of CLIPTokenizer, GPT2Tokenizer, RobertaTokenizer",
                "Take a folder with tokenizer.json, which describes any tokeniser."),
        };
    }

    private static TextPipeline Clip(Vocabulary vocabulary, MergeTable merges, SpecialTokens tokens)
    {
        var (start, end) = (tokens.Id("bos_token", "<|startoftext|>"), tokens.Id("eos_token", "<|endoftext|>"));
        var model = new BytePairModel(vocabulary, merges) { UnknownId = tokens.Find("unk_token", "<|endoftext|>")?.Id, EndSuffix = ClipEnd };
        return new(
            model,
            new NormalizerSequence([new UnicodeFormNormalizer(NormalizationForm.FormC), new LowercaseNormalizer(wholeWords: true)]),
            new PreTokenizerSequence(
            [
                new PatternPreTokenizer(RegexPattern.Ours(ClipWords), SplitBehavior.Removed, inverted: true),
                new ByteLevelPreTokenizer(addsBlank: false, splits: false),
            ]),
            new([start], [end]),
            Added(tokens, isNormalized: true, ("bos_token", "<|startoftext|>"), ("eos_token", "<|endoftext|>")))
        {
            MaxLength = 77,
            PaddingId = end,
        };
    }

    private static TextPipeline Roberta(Vocabulary vocabulary, MergeTable merges, SpecialTokens tokens, bool addsBlank) => new(
        new BytePairModel(vocabulary, merges) { UnknownId = tokens.Find("unk_token", "<unk>")?.Id },
        Normalizer.None,
        new ByteLevelPreTokenizer(addsBlank, splits: true),
        new([tokens.Id("bos_token", "<s>")], [tokens.Id("eos_token", "</s>")]),
        Added(tokens, isNormalized: false, ("bos_token", "<s>"), ("eos_token", "</s>"), ("pad_token", "<pad>"), ("unk_token", "<unk>"), ("mask_token", "<mask>")))
    {
        MaxLength = 512,
        PaddingId = vocabulary.IdOf("<pad>"),
    };

    private static TextPipeline Gpt2(Vocabulary vocabulary, MergeTable merges, SpecialTokens tokens, bool addsBlank) => new(
        new BytePairModel(vocabulary, merges) { UnknownId = tokens.Find("unk_token", "<|endoftext|>")?.Id },
        Normalizer.None,
        new ByteLevelPreTokenizer(addsBlank, splits: true),
        Template.Nothing,
        Added(tokens, isNormalized: false, ("eos_token", "<|endoftext|>")))
    {
        PaddingId = vocabulary.IdOf("<|endoftext|>"),
    };

    private static List<AddedToken> Added(SpecialTokens tokens, bool isNormalized, params (string Name, string Usual)[] names) =>
        [.. names.Select(name => tokens.Find(name.Name, name.Usual)).OfType<AddedToken>().Select(token => token with { IsNormalized = isNormalized })];
}
