using System.Text;

namespace Vitrine.EndToEnd.Tests;

/// <summary>Encoders of strangers: whatever is in their folders, a training answers in one line, and nothing is learned or left.</summary>
public sealed class HostileEncoderTests(SmallShop shop) : IClassFixture<SmallShop>
{
    private const string Half = "half of it", Huge = "gigabytes of nothing", Outside = "weights elsewhere", Deep = "brackets in brackets";
    private const long HugeBytes = 5L << 30; // holes, which take no room on the disk

    /// <summary>A family, a file of its folder, and what is written there.</summary>
    public static TheoryData<string, string, string> Damages => new()
    {
        { "resnet", "config.json", Half }, { "resnet", "config.json", Huge }, { "resnet", "config.json", "[]" }, { "resnet", "config.json", Deep },
        { "resnet", "preprocessor_config.json", Half }, { "resnet", "preprocessor_config.json", Huge }, { "resnet", "preprocessor_config.json", "7" },
        { "resnet", "preprocessor_config.json", """{ "size": "large", "image_mean": [0, 0, 0], "image_std": [1, 1, 1] }""" },
        { "resnet", "preprocessor_config.json", """{ "size": { "height": 1e9, "width": -1 } }""" },
        { "resnet", "preprocessor_config.json", """{ "size": { "height": 64, "width": 64 }, "do_center_crop": false, "image_mean": "red", "image_std": [1, 0, 1] }""" },
        { "resnet", "onnx/model.onnx", Half }, { "resnet", "onnx/model.onnx", "" }, { "resnet", "onnx/model.onnx", Huge }, { "resnet", "onnx/model.onnx", "<html></html>" },
        { "resnet", "onnx/model.onnx", Outside },
        { "bert", "config.json", Half }, { "bert", "config.json", "null" }, { "bert", "tokenizer_config.json", Half }, { "bert", "tokenizer_config.json", Huge }, { "bert", "tokenizer_config.json", "[1]" },
        { "bert", "tokenizer.json", """{ "model": { "type": "WordPiece", "vocab": { "a" """ }, { "bert", "tokenizer.json", Huge }, { "bert", "tokenizer.json", "[]" }, { "bert", "tokenizer.json", Deep },
        { "bert", "tokenizer.json", """{ "model": 5 }""" }, { "bert", "tokenizer.json", """{ "model": { "type": "BPE", "vocab": [1, 2], "merges": "x" } }""" },
        { "bert", "tokenizer.json", """{ "model": { "type": "WordPiece", "vocab": { "a": 99999999999, "b": -1 } } }""" },
        { "bert", "vocab.txt", Huge }, { "bert", "vocab.txt", "" },
        { "bert", "onnx/model.onnx", Half }, { "bert", "onnx/model.onnx", Huge }, { "bert", "onnx/model.onnx", Outside },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Train_OnADamagedEncoder_ExitsWithOneMessage(string family, string file, string damage)
    {
        using var folder = new TemporaryFolder();
        CopyFixture(family, folder);
        Damage(folder.File(file), damage);
        var before = Contents(shop.Store);
        var result = CommandLineProcess.Run("train", shop.Store, "--method", "contrastive", family == "resnet" ? "--image-encoder" : "--text-encoder", folder.FullName, "--epochs", "1", "--name", "hostile", "--quiet");
        Assert.True(result.ExitCode is 2 or 3, result.ToString());
        Assert.Matches(@"^vitrine: [^\n]{10,1500}\n  hint: [^\n]+\n$", result.Error);
        Assert.DoesNotContain("defect", result.Error);
        Assert.DoesNotContain("Exception", result.Error);
        Assert.Equal(before, Contents(shop.Store));
    }

    private static void CopyFixture(string family, TemporaryFolder folder)
    {
        var source = Path.Combine(RepositoryFolder.FullName, "tests", "Vitrine.Onnx.Tests", "Encoders", "Fixtures", family);
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            folder.Write(Path.GetRelativePath(source, path), "");
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            File.Copy(path, folder.File(Path.GetRelativePath(source, path)), overwrite: true);
    }

    private static void Damage(string path, string damage)
    {
        switch (damage)
        {
            case Half:
                var whole = File.ReadAllBytes(path);
                File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
                break;
            case Huge:
                using (var file = File.Create(path))
                    file.SetLength(HugeBytes);
                break;
            case Deep:
                File.WriteAllText(path, new string('[', 100_000));
                break;
            case Outside:
                // A second graph behind the first is read as a part of it; its one weight lies in another file.
                byte[] place = [.. Field(1, "location"u8), .. Field(2, "../../../../etc/passwd"u8)];
                byte[] weight = [.. Field(8, "w"u8), .. Field(13, place), 14 << 3, 1];
                File.AppendAllBytes(path, Field(7, Field(5, weight)));
                break;
            default:
                File.WriteAllText(path, damage, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                break;
        }
    }

    /// <summary>A field of a protobuf message that has bytes.</summary>
    private static byte[] Field(int number, ReadOnlySpan<byte> content) => [(byte)(number << 3 | 2), checked((byte)content.Length), .. content];

    private static string[] Contents(string folder) => [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
