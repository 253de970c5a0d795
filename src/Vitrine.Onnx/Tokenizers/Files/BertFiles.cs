namespace Vitrine.Onnx.Tokenizers;

/// <summary>BERT's tokeniser from <c>vocab.txt</c>.</summary>
internal static class BertFiles
{
    private static readonly (string Name, string Usual)[] Specials =
        [("unk_token", "[UNK]"), ("cls_token", "[CLS]"), ("sep_token", "[SEP]"), ("pad_token", "[PAD]"), ("mask_token", "[MASK]")];

    internal static TextPipeline Read(string path, TokenizerConfig config)
    {
        var vocabulary = VocabularyFiles.ReadLines(path);
        var tokens = new SpecialTokens(path, vocabulary, config.Tokens);
        return new(
            new WordPieceModel(vocabulary, "##", tokens.Id("unk_token", "[UNK]"), longestWord: 100),
            config.Case.Keep(new BertNormalizer()),
            WordsPreTokenizer.Bert(),
            new([tokens.Id("cls_token", "[CLS]")], [tokens.Id("sep_token", "[SEP]")]),
            [.. Specials.Select(special => tokens.Find(special.Name, special.Usual)).OfType<AddedToken>()])
        {
            MaxLength = 512,
            PaddingId = vocabulary.IdOf("[PAD]"),
        };
    }
}
