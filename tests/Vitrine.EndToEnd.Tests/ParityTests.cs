namespace Vitrine.EndToEnd.Tests;

public sealed class ParityTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public void Parity_NoSuchFile_ExitsWith2() => AssertFails(2, "there is no file", "parity", "hsl", "nowhere.safetensors");

    [Fact]
    public void Parity_NetworkWithoutRecordedValues_ExitsWith2() => AssertFails(2, "resnet", "parity", "resnet", "nowhere.safetensors");

    [Fact]
    public void Parity_FileOfSomethingElse_ExitsWith3AndSaysWhatIsMissing()
    {
        using var folder = new TemporaryFolder();
        var text = folder.File("text.safetensors");
        File.WriteAllText(text, "no tensors here, only words");
        AssertFails(3, "text.safetensors", "parity", "hsl", text);

        var empty = folder.File("empty.safetensors");
        File.WriteAllBytes(empty, [2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}']);
        AssertFails(3, "weight.word_embed.embed.weight", "parity", "hsl", empty);
    }

    [Fact]
    public void Parity_RecordedValues_AgreeInTextAndJson()
    {
        var file = SharedFolder.Require("parity/hsl/mean-glove.safetensors");
        Assert.Contains("[OK]", CommandLineProcess.Succeed("parity", "hsl", file).Out);
        using var json = System.Text.Json.JsonDocument.Parse(CommandLineProcess.Succeed("parity", "hsl", file, "--json").Out);
        Assert.True(json.RootElement.GetProperty("agrees").GetBoolean());
        Assert.InRange(json.RootElement.GetProperty("gradientError").GetDouble(), 0, 1e-3);
    }

    [Fact]
    public void Encoder_WithAFileThatLosesTooMuch_ExitsWith1AndNamesIt()
    {
        var result = CommandLineProcess.Run("parity", "encoder", Dino, "--store", shop.Store, "--json", "--quiet");
        Assert.True(result.ExitCode == 1, result.ToString());
        using var json = System.Text.Json.JsonDocument.Parse(result.Out);
        var verdicts = json.RootElement.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("file").GetString()!, file => file.GetProperty("isAsGood").GetBoolean());
        Assert.True(verdicts["onnx/model_fp16.onnx"]);
        Assert.False(verdicts["onnx/model_q2.onnx"]);
    }

    [Fact]
    public void Encoder_WithFilesThatMayLoseWhatTheyDo_ExitsWith0()
    {
        var table = CommandLineProcess.Succeed("parity", "encoder", Dino, "--store", shop.Store, "--most-lost", "100", "--quiet").Out;
        Assert.Contains("[OK]", table);
        Assert.DoesNotContain("[FAIL]", table);
    }

    [Fact]
    public void Encoder_WithNothingToCompare_ExitsWith3() => AssertFails(3, "fewer bits", "parity", "encoder", shop.Files);

    private static string Dino => Path.Combine(RepositoryFolder.FullName, "tests", "Vitrine.Onnx.Tests", "Encoders", "Fixtures", "dino");

    private static void AssertFails(int exitCode, string message, params string[] arguments)
    {
        var result = CommandLineProcess.Run(arguments);
        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Contains(message, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }
}
