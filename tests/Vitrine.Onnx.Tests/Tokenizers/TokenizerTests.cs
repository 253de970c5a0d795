using System.Text;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tests.Tokenizers;

/// <summary>Laws of every tokeniser, on the recorded ones.</summary>
public class TokenizerTests
{
    public static TheoryData<string> Names => [.. Recording.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void EncodeBatch_ManyTexts_EqualsEachAlone(string name)
    {
        var tokenizer = Recording.Load(name);
        var texts = Recording.Texts.Where(text => text.Length < 300).ToList();
        var batch = tokenizer.EncodeBatch(texts, maxLength: 20);
        for (var row = 0; row < texts.Count; row++)
        {
            var ids = tokenizer.Encode(texts[row], 20);
            var mask = batch.Mask.AsSpan(row * batch.Length, batch.Length);
            var start = tokenizer.PadsStart ? batch.Length - ids.Length : 0;
            Assert.Equal(ids.Select(id => (long)id), batch.Ids.AsSpan(row * batch.Length + start, ids.Length).ToArray());
            Assert.Equal(ids.Length, mask.ToArray().Sum());
            Assert.True(ids.Length == 0 || mask[start] == 1);
        }
    }

    [Theory]
    [InlineData("bert", 2, 3)]
    [InlineData("clip", 1012, 1013)]
    [InlineData("xlm-roberta", 0, 2)]
    [InlineData("roberta", 0, 2)]
    public void Encode_ATextThatIsTooLong_KeepsTheSpecialTokensAndTheBeginning(string name, int first, int last)
    {
        var tokenizer = Recording.Load(name);
        foreach (var text in Recording.Texts)
        {
            var whole = tokenizer.Encode(text, int.MaxValue);
            for (var length = 2; length < 9; length++)
            {
                var cut = tokenizer.Encode(text, length);
                Assert.Equal(Math.Min(length, whole.Length), cut.Length);
                Assert.Equal([first, .. whole[1..(cut.Length - 1)], last], cut);
            }
        }
    }

    [Fact]
    public void Encode_WithTruncationOnTheLeft_KeepsTheEnd()
    {
        var tokenizer = Recording.Load("llama");
        var whole = tokenizer.Encode("a vintage red dress of wool and leather", 100);
        Assert.True(whole.Length > 8);
        Assert.Equal([whole[0], .. whole[^4..]], tokenizer.Encode("a vintage red dress of wool and leather", 5));
        Assert.True(tokenizer.PadsStart);
    }

    [Fact]
    public void Encode_ALengthBelowTheSpecialTokens_SaysSo()
    {
        var error = Assert.Throws<UsageException>(() => Recording.Load("bert").Encode("shoes", 1));
        Assert.Contains("1 tokens cannot hold the 2 special tokens", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_AnyTextInBytes_CanBeReadBack()
    {
        // Printable bytes are themselves, the others follow from U+0100 on.
        int[] printable = [.. Enumerable.Range('!', 94), .. Enumerable.Range(0xA1, 12), .. Enumerable.Range(0xAE, 82)];
        var others = Enumerable.Range(0, 256).Except(printable).Select((value, i) => (Character: (char)(256 + i), Byte: (byte)value));
        var alphabet = printable.Select(value => (Character: (char)value, Byte: (byte)value)).Concat(others).ToDictionary(pair => pair.Character, pair => pair.Byte);
        var tokens = JsonNode.Parse(Recording.Json("gpt2"))!["model"]!["vocab"]!.AsObject().ToDictionary(entry => entry.Value!.GetValue<int>(), entry => entry.Key);
        var tokenizer = Recording.Load("gpt2");
        foreach (var text in Recording.Texts.Where(text => !text.Contains("<|endoftext|>", StringComparison.Ordinal)))
        {
            var spelt = string.Concat(tokenizer.Encode(text, int.MaxValue).Select(id => tokens[id]));
            Assert.Equal(text, Encoding.UTF8.GetString([.. spelt.Select(character => alphabet[character])]));
        }
    }

    [Fact]
    public async Task Encode_OnSeveralThreads_GivesTheSameIds()
    {
        var tokenizer = Recording.Load("qwen");
        var expected = Recording.Ids("qwen");
        var found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            Recording.Texts.Select(text => Recording.Shown(tokenizer.Encode(text, int.MaxValue))).ToArray())));
        Assert.All(found, ids => Assert.Equal(expected, ids));
    }

    [Fact]
    public void Encode_HalfASurrogatePair_CountsAsTheReplacementCharacter()
    {
        var tokenizer = Recording.Load("gpt2");
        Assert.Equal(tokenizer.Encode("a\ufffdb", 20), tokenizer.Encode("a\ud83db", 20));
    }

    [Theory]
    [InlineData("""{ "pad_token": "[MASK]" }""", 4)]
    [InlineData("""{ "pad_token": { "content": "[SEP]", "special": true } }""", 3)]
    [InlineData("{}", 0)]
    public void PaddingId_OfTheConfiguration_GoesBeforeTheFiles(string config, int expected) => Assert.Equal(expected, Recording.Load("bert", config).PaddingId);

    [Theory]
    [InlineData("""{ "model_max_length": 77 }""", 77)]
    [InlineData("""{ "model_max_length": 1000000000000000019884624838656 }""", 16)]
    [InlineData("{}", 16)]
    public void MaxLength_OfTheConfiguration_GoesBeforeTheFiles(string config, int expected) => Assert.Equal(expected, Recording.Load("bert", config).MaxLength);

    [Theory]
    [InlineData("gemma", """{ "tokenizer_class": "GemmaTokenizer", "do_lower_case": true }""", true)] // SigLIP 2
    [InlineData("gemma", """{ "tokenizer_class": "GemmaTokenizer" }""", false)]
    [InlineData("xlm-roberta", """{ "tokenizer_class": "XLMRobertaTokenizer", "do_lower_case": true }""", false)] // says so, and keeps capitals
    [InlineData("bert", "{}", true)]
    [InlineData("bert", """{ "do_lower_case": false }""", false)]
    public void DoLowerCase_OfTheConfiguration_IsKeptAsPublishedLoadersDo(string name, string config, bool lowers)
    {
        var tokenizer = Recording.Load(name, config);
        Assert.Equal(lowers, tokenizer.Encode("red dress", 20).SequenceEqual(tokenizer.Encode("Red DRESS", 20)));
    }
}
