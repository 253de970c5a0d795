using Vitrine.Onnx.Tokenizers;

namespace Vitrine.Onnx.Tests.Tokenizers;

public class SentencePieceTests
{
    [Theory]
    [InlineData("unigram")]
    [InlineData("bytes")]
    public void Encode_TextsOfAllKinds_GivesTheIdsOfSentencePiece(string name)
    {
        using var folder = new TemporaryFolder();
        var (_, normalizer, model) = SentencePieceFile.ReadModel(folder.Write("spiece.model", Recording.Bytes($"{name}.spiece.gz")));
        var expected = Recording.Ids($"{name}.spiece");
        var wrong = Recording.Texts.Index().Where(text => Shown(normalizer, model, text.Item) != expected[text.Index])
            .Select(text => $"{System.Text.Json.JsonSerializer.Serialize(text.Item.Length > 80 ? text.Item[..80] : text.Item)}\n  {expected[text.Index]}\n  {Shown(normalizer, model, text.Item)}")
            .ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} texts have other ids:\n{string.Join('\n', wrong.Take(12))}");
    }

    [Theory]
    [InlineData("T5Tokenizer", "Red shoes", "Red shoes")]
    [InlineData("SiglipTokenizer", "Red, \t shoes! ", "red shoes")]
    public void Load_AFolderWithAModel_PutsTheEndTokenBehind(string kind, string text, string same)
    {
        using var folder = new TemporaryFolder();
        var (_, normalizer, model) = SentencePieceFile.ReadModel(folder.Write("spiece.model", Recording.Bytes("unigram.spiece.gz")));
        folder.Write("tokenizer_config.json", $$"""{ "tokenizer_class": "{{kind}}", "do_lower_case": {{(kind == "T5Tokenizer" ? "false" : "true")}}, "pad_token": "<pad>" }""");
        var tokenizer = Tokenizer.Load(folder.FullName);
        var ids = new List<int>();
        model.Encode(normalizer.Apply(same), ids);
        Assert.Equal([.. ids, 1], tokenizer.Encode(text, 64));
        Assert.Equal(0, tokenizer.PaddingId);
    }

    private static string Shown(Normalizer normalizer, TokenModel model, string text)
    {
        var ids = new List<int>();
        if (normalizer.Apply(text) is { Length: > 0 } normalized)
            model.Encode(normalized, ids);
        return Recording.Shown([.. ids]);
    }
}
