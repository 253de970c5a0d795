using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Onnx.Tokenizers;

namespace Vitrine.Onnx.Tests.Tokenizers;

/// <summary>Folders without tokenizer.json give the ids of those with it.</summary>
public class FolderTests
{
    private const string Published = "models/clip-bpe-tokenizer";

    [Fact]
    public void Load_VocabTxt_IsBert()
    {
        using var folder = new TemporaryFolder();
        var ids = JsonNode.Parse(Recording.Json("bert"))!["model"]!["vocab"]!.AsObject().ToDictionary(entry => entry.Key, entry => entry.Value!.GetValue<int>());
        folder.Write("vocab.txt", string.Join('\n', ids.OrderBy(entry => entry.Value).Select(entry => entry.Key)));
        folder.Write("tokenizer_config.json", """{ "tokenizer_class": "BertTokenizer", "do_lower_case": true, "model_max_length": 16 }""");
        AssertRecorded("bert", Tokenizer.Load(folder.FullName));
    }

    [Fact]
    public void Load_VocabularyAndMergesOfRoberta_IsRoberta()
    {
        using var folder = WithMerges("roberta");
        folder.Write("config.json", """{ "model_type": "roberta" }""");
        folder.Write("tokenizer_config.json", """{ "add_prefix_space": true, "model_max_length": 1000000 }""");
        AssertRecorded("roberta", Tokenizer.Load(folder.FullName));
    }

    [Fact]
    public void Load_VocabularyAndMergesOfGpt2_IsGpt2()
    {
        using var folder = WithMerges("gpt2");
        AssertRecorded("gpt2", Tokenizer.Load(folder.FullName));
    }

    [Fact]
    public void Load_TheVocabularyOfClip_GivesTheIdsOfAnIndependentEncoder()
    {
        var tokenizer = Tokenizer.Load(SharedFolder.Require(Published));
        var lines = File.ReadAllLines(Path.Combine(RepositoryFolder.FullName, "tests", "Vitrine.Onnx.Tests", "Tokenizers", "Recorded", "clip-tokens.txt"));
        Assert.Equal(1000, lines.Length);
        // There the special tokens are words of the pattern, so that a symbol before one swallows its start; here, as in the published code, they are cut out first.
        Assert.All(lines.Where(line => !line.Contains("><|endoftext|>", StringComparison.Ordinal)), line =>
        {
            var fields = line.Split('\t');
            Assert.Equal(fields[1], Recording.Shown(tokenizer.Encode(JsonSerializer.Deserialize<string>(fields[0])!, int.MaxValue)[1..^1]));
        });
        Assert.Equal([49406, 320, 1125, 539, 320, 2368, 49407], tokenizer.Encode("a photo of a cat", 77));
        Assert.Equal((49408, 77), (tokenizer.VocabularySize, tokenizer.MaxLength));
    }

    [Fact]
    public void Load_TheVocabularyOfClip_GivesTheIdsThatComeWithIt()
    {
        var folder = SharedFolder.Require(Published);
        var tokenizer = Tokenizer.Load(folder);
        using var parity = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "parity.json")));
        Assert.All(parity.RootElement.EnumerateArray(), sample => Assert.Equal(
            sample.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()), tokenizer.Encode(sample.GetProperty("text").GetString()!, int.MaxValue)));
        Assert.Equal(49407, tokenizer.PaddingId);
    }

    [Fact]
    public void Load_VocabularyOfAnUnknownKind_NamesItAndTheKnownOnes()
    {
        using var folder = WithMerges("gpt2");
        folder.Write("tokenizer_config.json", """{ "tokenizer_class": "XLMTokenizer" }""");
        var error = Assert.Throws<BadDataException>(() => Tokenizer.Load(folder.FullName));
        Assert.Contains("'XLMTokenizer'", error.Message, StringComparison.Ordinal);
        Assert.Contains("RobertaTokenizer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AFolderWithoutATokeniser_NamesWhatIsLookedFor()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<UsageException>(() => Tokenizer.Load(folder.FullName));
        Assert.Contains("neither tokenizer.json, nor vocab.txt, nor vocab.json with merges.txt, nor spiece.model", error.Message, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => Tokenizer.Load(folder.File("absent")));
    }

    private static TemporaryFolder WithMerges(string name)
    {
        var folder = new TemporaryFolder();
        var model = JsonNode.Parse(Recording.Json(name))!["model"]!;
        folder.Write("vocab.json", model["vocab"]!.ToJsonString());
        folder.Write("merges.txt", "#version: 0.2\n" + string.Join('\n', model["merges"]!.AsArray().Select(merge => merge!.GetValue<string>())) + "\n");
        return folder;
    }

    private static void AssertRecorded(string name, Tokenizer tokenizer) =>
        Assert.Equal(Recording.Ids(name), Recording.Texts.Select(text => Recording.Shown(tokenizer.Encode(text, tokenizer.MaxLength ?? int.MaxValue))));
}
