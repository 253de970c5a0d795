using System.Text;
using System.Text.Json;
using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue.Tests.Text.Bpe;

/// <summary>The published vocabulary (skipped where ../shared is absent), and a vocabulary small enough to merge by hand.</summary>
public sealed class ClipTokenizerTests
{
    private const string PublishedFolder = "models/clip-bpe-tokenizer";

    // l o w e r and their word ends, then the merges "l o", "lo w</w>", "e r</w>", "lo w".
    private static readonly string[] TinyTokens =
        ["l", "o", "w", "e", "r", "l</w>", "o</w>", "w</w>", "e</w>", "r</w>", "lo", "low</w>", "er</w>", "low", "<|startoftext|>", "<|endoftext|>", "<pad>"];

    private const string TinyMerges = "#version: 0.2\nl o\nlo w</w>\ne r</w>\nlo w\n";

    private static int Id(string token) => Array.IndexOf(TinyTokens, token);

    private static TemporaryFolder Tiny(string merges = TinyMerges, string? config = null)
    {
        var folder = new TemporaryFolder();
        folder.Write("vocab.json", JsonSerializer.Serialize(TinyTokens.Index().ToDictionary(token => token.Item, token => token.Index)));
        folder.Write("merges.txt", merges);
        if (config is not null)
            folder.Write("tokenizer_config.json", config);
        return folder;
    }

    [Theory]
    [InlineData("low", "low</w>")]                    // l o w</w> → lo w</w> → low</w>
    [InlineData("LOWER lower", "low er</w> low er</w>")] // the merge "lo w" comes last but still applies inside a word
    [InlineData("lol", "lo l</w>")]
    [InlineData("wow", "w o w</w>")]
    [InlineData("lolow", "lo low</w>")]
    [InlineData("  low\t\u00a0low\r\n", "low</w> low</w>")]
    [InlineData("", "")]
    public void Tokenize_TinyVocabulary_EqualsMergesByHand(string text, string expected)
    {
        using var folder = Tiny();
        var tokenizer = ClipTokenizer.Load(folder.FullName);
        int[] ids = [Id("<|startoftext|>"), .. expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Id), Id("<|endoftext|>")];
        Assert.Equal(ids, tokenizer.Tokenize(text));
    }

    [Fact]
    public void Tokenize_SameTextTwice_AnswersFromTheCacheAlike()
    {
        using var folder = Tiny();
        var tokenizer = ClipTokenizer.Load(folder.FullName);
        Assert.Equal(tokenizer.Tokenize("lower low"), tokenizer.Tokenize("lower low"));
    }

    [Fact]
    public void Tokenize_ByteOutsideTheVocabulary_IsTheUnknownToken()
    {
        using var folder = Tiny();
        var end = Id("<|endoftext|>");
        Assert.Equal([Id("<|startoftext|>"), end, Id("o</w>"), end], ClipTokenizer.Load(folder.FullName).Tokenize("xo"));
    }

    [Fact]
    public void Encode_TextTooLong_KeepsTheEndToken()
    {
        using var folder = Tiny();
        var tokenizer = ClipTokenizer.Load(folder.FullName);
        var ids = new int[4];
        Assert.Equal(4, tokenizer.Encode("lower lower lower", ids));
        Assert.Equal([Id("<|startoftext|>"), Id("low"), Id("er</w>"), Id("<|endoftext|>")], ids);
    }

    [Fact]
    public void Encode_TextShort_PadsWithThePaddingToken()
    {
        using var folder = Tiny(config: """{"pad_token": {"content": "<pad>"}, "model_max_length": 6, "tokenizer_class": "CLIPTokenizer"}""");
        var tokenizer = ClipTokenizer.Load(folder.FullName);
        Assert.Equal(6, tokenizer.ContextLength);
        Assert.Equal(
            [Id("<|startoftext|>"), Id("low</w>"), Id("<|endoftext|>"), Id("<pad>"), Id("<pad>"), Id("<pad>")], tokenizer.EncodeBatch(["low"]));
    }

    [Theory]
    [InlineData("l o\nl  o\n", "line 2")]
    [InlineData("l o\nlow\n", "line 2")]
    [InlineData("l o\nl o\n", "a second time")]
    [InlineData("l r\n", "'lr'")]
    [InlineData("l z\n", "'z'")]
    public void Load_BrokenMerges_NamesLineAndSymbol(string merges, string expected)
    {
        using var folder = Tiny(merges);
        Assert.Contains(expected, Assert.Throws<BadDataException>(() => ClipTokenizer.Load(folder.FullName)).Message);
    }

    [Theory]
    [InlineData("""{"tokenizer_class": "GPT2Tokenizer"}""", "GPT2Tokenizer")]
    [InlineData("""{"do_lower_case": false}""", "do_lower_case")]
    [InlineData("""{"model_max_length": 2}""", "model_max_length")]
    [InlineData("""{"pad_token": 3}""", "pad_token")]
    [InlineData("""{"pad_token": "<none>"}""", "<none>")]
    [InlineData("""{"pad_token" """, "broken JSON")]
    public void Load_ConfigurationOfAnotherModel_SaysWhich(string config, string expected)
    {
        using var folder = Tiny(config: config);
        Assert.Contains(expected, Assert.Throws<BadDataException>(() => ClipTokenizer.Load(folder.FullName)).Message);
    }

    [Theory]
    [InlineData("""["a"]""", "Array")]
    [InlineData("""{"a": 1, "b": 1}""", "'a' has too")]
    [InlineData("""{"a": -1}""", "-1")]
    [InlineData("""{"a": "x"}""", "\"x\"")]
    [InlineData("""{"a": 1, "a": 2}""", "a second time")]
    [InlineData("""{"l": 0, "o": 1, "lo": 2}""", "<|endoftext|>")]
    public void Load_BrokenVocabulary_SaysWhatAndWhere(string vocabulary, string expected)
    {
        using var folder = Tiny("l o\n");
        folder.Write("vocab.json", vocabulary);
        Assert.Contains(expected, Assert.Throws<BadDataException>(() => ClipTokenizer.Load(folder.FullName)).Message);
    }

    [Fact]
    public void Load_FileMissing_IsAUsageError()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("vocab.json", Assert.Throws<UsageException>(() => ClipTokenizer.Load(folder.FullName)).Message);
    }

    [Fact]
    public void Tokenize_PublishedVocabulary_EqualsTheGivenIds()
    {
        var folder = SharedFolder.Require(PublishedFolder);
        var tokenizer = ClipTokenizer.Load(folder);
        using var parity = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "parity.json")));
        foreach (var sample in parity.RootElement.EnumerateArray())
        {
            var text = sample.GetProperty("text").GetString()!;
            Assert.Equal([.. sample.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())], tokenizer.Tokenize(text));
        }

        Assert.Equal((49406, 49407, 49407, 77, 49408),
            (tokenizer.StartId, tokenizer.EndId, tokenizer.PaddingId, tokenizer.ContextLength, tokenizer.VocabularySize));
    }

    [Fact]
    public void Tokenize_ThousandGeneratedTexts_EqualsTheIndependentEncoder()
    {
        var tokenizer = ClipTokenizer.Load(SharedFolder.Require(PublishedFolder));
        var different = new List<string>();
        var count = 0;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Text", "Bpe", "clip-tokens.txt")))
        {
            count++;
            var fields = line.Split('\t');
            var ids = tokenizer.Tokenize(JsonSerializer.Deserialize<string>(fields[0])!)[1..^1];
            if (Shown(ids) != fields[1])
                different.Add($"{fields[0]}: {Shown(ids)} instead of {fields[1]}");
        }

        Assert.Equal(1000, count);
        Assert.Empty(different);
    }

    [Fact]
    public void Tokenize_MegabyteWithoutBlanks_EndsInTime()
    {
        var tokenizer = ClipTokenizer.Load(SharedFolder.Require(PublishedFolder));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.True(tokenizer.Tokenize(new string('a', 1 << 20)).Length > 1000);
        Assert.True(tokenizer.Tokenize("e" + new string('\u0301', 1 << 20)).Length > 1000);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"Took {clock.Elapsed}; a quadratic merge takes hours.");
    }

    // The fixture's rule for long results, see tests/oracle/clip_tokens.py.
    private static string Shown(int[] ids)
    {
        var all = string.Join(' ', ids);
        return ids.Length <= 60 ? all : $"#{ids.Length} {Crc32(all):x8}";
    }

    private static uint Crc32(string text)
    {
        var crc = uint.MaxValue;
        foreach (var value in Encoding.ASCII.GetBytes(text))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }
}
