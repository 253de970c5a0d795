using System.Text;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Onnx.Tokenizers;

namespace Vitrine.Onnx.Tests.Tokenizers;

/// <summary>Damaged and malicious files: whatever comes of them, it is an answer or a message of ours.</summary>
public sealed class HostileFileTests : IDisposable
{
    private static readonly string[] Wrong =
        ["null", "true", "-1", "4294967296", "1e999", "0.5", "\"\"", "\"x\"", "\"\\ud800\"", "[]", "[[[]]]", "{}", "{\"type\":\"Sequence\"}", "\"(a+)+$\"", "\"[\""];

    private const string Place = "the wrong value";

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Kinds => ["clip", "gemma", "bert", "albert", "xlm-roberta"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Load_AFileCutAnywhere_SaysSo(string kind)
    {
        var bytes = Encoding.UTF8.GetBytes(Recording.Json(kind));
        for (var cut = 0; cut < 60; cut++)
        {
            folder.Write("tokenizer.json", bytes.AsSpan(0, (int)((long)bytes.Length * cut / 60)));
            var error = Assert.Throws<BadDataException>(() => Tokenizer.Load(folder.FullName));
            Assert.Contains("broken JSON", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Load_AnyPartOfAnotherType_AnswersOrSaysWhatIsWrong(string kind)
    {
        var random = new Random(5);
        var paths = new List<string[]>();
        Collect(JsonNode.Parse(Recording.Json(kind))!, [], paths);
        var answers = 0;
        foreach (var path in paths)
        {
            foreach (var value in random.GetItems(Wrong, 3).Distinct())
            {
                var root = JsonNode.Parse(Recording.Json(kind))!;
                Set(root, path, Place); // some of the values no JSON library would write
                answers += Survives(root.ToJsonString().Replace($"\"{Place}\"", value, StringComparison.Ordinal)) ? 1 : 0;
            }
        }

        Assert.InRange(answers, 1, 3 * paths.Count - 1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Load_AFileWithChangedBytes_AnswersOrSaysWhatIsWrong(string kind)
    {
        var random = new Random(7);
        var bytes = Encoding.UTF8.GetBytes(Recording.Json(kind));
        for (var input = 0; input < 60; input++)
        {
            var changed = (byte[])bytes.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
                changed[random.Next(changed.Length)] = (byte)"0123456789\"[]{},:-null\\\u0001z"[random.Next(24)];
            Survives(Encoding.UTF8.GetString(changed));
        }
    }

    [Fact]
    public void Load_DamagedTablesAndModels_AnswerOrSayWhatIsWrong()
    {
        var random = new Random(11);
        var root = JsonNode.Parse(Recording.Json("t5"))!;
        var table = Convert.FromBase64String(root["normalizer"]!["precompiled_charsmap"]!.GetValue<string>());
        for (var input = 0; input < 200; input++)
        {
            var changed = (byte[])table.Clone();
            for (var change = 0; change < 20; change++)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            root["normalizer"]!["precompiled_charsmap"] = Convert.ToBase64String(changed.AsSpan(0, random.Next(changed.Length)));
            Survives(root.ToJsonString());
        }

        File.Delete(folder.File("tokenizer.json"));
        var model = Recording.Bytes("unigram.spiece.gz");
        for (var input = 0; input < 200; input++)
        {
            var changed = (byte[])model.Clone();
            for (var change = 0; change < 4; change++)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            folder.Write("spiece.model", changed.AsSpan(0, input % 2 == 0 ? changed.Length : random.Next(changed.Length)));
            Survives(json: null);
        }
    }

    [Fact]
    public void Load_DeepNesting_SaysHowDeepItMayBe()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"type":"Sequence","normalizers":[""", 10_000));
        var error = Assert.Throws<BadDataException>(() => Load("""{"normalizer":""" + deep));
        Assert.Contains("at most 32 levels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AHugeFile_IsRefusedBeforeItIsRead()
    {
        using (var file = File.Create(folder.File("tokenizer.json")))
            file.SetLength(1L << 40); // a sparse file: it takes no room
        var error = Assert.Throws<BadDataException>(() => Tokenizer.Load(folder.FullName));
        Assert.Contains("1099511627776 bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("normalizer", "{\"type\":\"ByteLevelX\"}", "the normaliser 'ByteLevelX'", "Precompiled")]
    [InlineData("pre_tokenizer", "{\"type\":\"UnicodeScripts\"}", "the pre-tokeniser 'UnicodeScripts'", "Metaspace")]
    [InlineData("post_processor", "{\"type\":\"Fancy\"}", "the post-processor 'Fancy'", "TemplateProcessing")]
    [InlineData("model", "{\"type\":\"Mamba\"}", "the model 'Mamba'", "WordPiece")]
    public void Load_AnUnknownPart_NamesItAndTheKnownOnes(string section, string json, string found, string known)
    {
        var root = JsonNode.Parse(Recording.Json("bert"))!;
        root[section] = JsonNode.Parse(json);
        var error = Assert.Throws<BadDataException>(() => Load(root.ToJsonString()));
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
        Assert.Contains(known, error.Message, StringComparison.Ordinal);
        Assert.Equal($"{section}.type", error.Column);
    }

    [Fact]
    public void Encode_APatternThatNeverEnds_IsStopped()
    {
        var root = JsonNode.Parse(Recording.Json("bert"))!;
        root["pre_tokenizer"] = JsonNode.Parse("""{"type":"Split","pattern":{"Regex":"(?:\\w+\\d?)+!"},"behavior":"Isolated"}""");
        var error = Assert.Throws<BadDataException>(() => Load(root.ToJsonString()).Encode(new string('a', 60), 16));
        Assert.Equal("pre_tokenizer.pattern.Regex", error.Column);
    }

    [Fact]
    public void Encode_NormalisersThatMultiplyTheText_AreStopped()
    {
        var root = JsonNode.Parse(Recording.Json("bert"))!;
        var steps = string.Join(',', Enumerable.Repeat("""{"type":"Replace","pattern":{"String":"a"},"content":"aaaaaaaaaaaaaaaa"}""", 40));
        root["normalizer"] = JsonNode.Parse($$"""{"type":"Sequence","normalizers":[{{steps}}]}""");
        Assert.Throws<UsageException>(() => Load(root.ToJsonString()).Encode("a", 16));
    }

    // Every place of the file outside the vocabulary and the merges, of which a few are enough.
    private static void Collect(JsonNode node, string[] path, List<string[]> paths)
    {
        IEnumerable<(string Name, JsonNode? Value)> children = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value)),
            JsonArray items => items.Select((item, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), item)),
            _ => [],
        };
        var isLarge = path is ["model", ..] or ["added_tokens", ..];
        foreach (var (name, value) in isLarge && path is not ["model"] ? children.Take(2) : children)
        {
            string[] below = [.. path, name];
            paths.Add(below);
            if (value is not null)
                Collect(value, below, paths);
        }
    }

    private static void Set(JsonNode root, string[] path, JsonNode? value)
    {
        foreach (var name in path[..^1])
            root = root is JsonArray array ? array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : root[name]!;
        if (root is JsonArray items)
            items[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        else
            root[path[^1]] = value;
    }

    private Tokenizer Load(string json)
    {
        folder.Write("tokenizer.json", json);
        return Tokenizer.Load(folder.FullName);
    }

    // Anything but an answer or one of our exceptions fails the test.
    private bool Survives(string? json)
    {
        try
        {
            var tokenizer = json is null ? Tokenizer.Load(folder.FullName) : Load(json);
            foreach (var text in (string[])["", "Red shoes, naïve café 👟 ﬁne 中文\u0301\u200b <mask> [SEP]"])
                tokenizer.Encode(text, 77);
            return true;
        }
        catch (CatalogueException)
        {
            return false;
        }
    }
}
