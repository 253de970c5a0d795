namespace Vitrine.EndToEnd.Tests;

public class ParityTests
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

    private static void AssertFails(int exitCode, string message, params string[] arguments)
    {
        var result = CommandLineProcess.Run(arguments);
        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Contains(message, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }
}
