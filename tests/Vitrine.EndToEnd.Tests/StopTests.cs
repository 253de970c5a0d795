using System.Diagnostics;

namespace Vitrine.EndToEnd.Tests;

/// <summary>What is left when a verb is stopped or may not write.</summary>
public sealed class StopTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--out", 4000)]
    [InlineData("--store", 4000)]
    [InlineData("--kdd", 20000)]
    public async Task Synth_StoppedWhileWriting_EndsWith1AndLeavesNothing(string place, int products)
    {
        using var process = CommandLineProcess.Start("synth", "--products", $"{products}", place, folder.File("made/shop"));
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        while (!process.HasExited && !Directory.Exists(folder.File("made")))
            await Task.Delay(20); // until it has begun to write, which takes it some seconds
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 1, await error);
        Assert.Contains("nothing was made", await error);
        Assert.Empty(await output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullName));
    }

    [Fact]
    public void Synth_IntoAFolderWithATable_ReplacesNothing()
    {
        var own = folder.Write("mine/products.csv", "id,title\na,Boot\n");
        var result = CommandLineProcess.Run("synth", "--products", "4", "--out", folder.File("mine"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is not empty", result.Error, StringComparison.Ordinal);
        Assert.Equal("id,title\na,Boot\n", File.ReadAllText(own));
    }

    [Fact]
    public void Import_WhereOneMayNotWriteOrRead_SaysSoAndEndsWith2()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "Root may write everywhere; Windows knows no such modes.");
        var table = folder.Write("products.csv", "id,title,kind\na,Boot,Shoes\n");
        var photos = Directory.CreateDirectory(folder.File("photos")).FullName;
        var closed = Directory.CreateDirectory(folder.File("closed")).FullName;
        string[] import = ["import", "--table", table, "--images", photos, "--id", "id", "--title", "title", "--category", "kind", "--out"];
        SetMode(closed, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Refused(CommandLineProcess.Run([.. import, Path.Combine(closed, "shop.vitrine")]));
            SetMode(table, UnixFileMode.None);
            Refused(CommandLineProcess.Run([.. import, folder.File("shop.vitrine")]));
            Assert.False(Directory.Exists(folder.File("shop.vitrine")));
        }
        finally
        {
            SetMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        static void Refused(CommandLineProcess.Result result)
        {
            Assert.True(result.ExitCode == 2, $"{result}");
            Assert.Contains("permissions", result.Error);
        }

        static void SetMode(string path, UnixFileMode mode)
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, mode);
        }
    }
}
