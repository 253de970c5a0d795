using System.Diagnostics;

namespace Vitrine.EndToEnd.Tests;

public class ImportGuessTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public void Import_FileAloneWithoutTerminal_ShowsTheGuessAndEndsWith2AndTheCommand()
    {
        var result = CommandLineProcess.Run("import", Table);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--category", result.Error);
        Assert.Contains("take it with --yes, or run: vitrine import --table", result.Error);
        Assert.False(Directory.Exists("products.vitrine"));
    }

    [Fact]
    public void Import_FileAloneWithYes_EqualsTheImportThatSaysAll()
    {
        var store = shop.Folder.File("guessed.vitrine");
        CommandLineProcess.Succeed("import", Table, "--out", store, "--yes", "--quiet");
        Assert.Contains($"{SmallShop.Products}", CommandLineProcess.Succeed("inspect", store).Out);
    }

    [Fact]
    public void Import_DryRun_ShowsThreeProductsAndWritesNothing()
    {
        var store = shop.Folder.File("dry.vitrine");
        var result = CommandLineProcess.Succeed([.. shop.Import(Table, store), "--dry-run"]);
        Assert.Contains($"{SmallShop.Products} rows: {SmallShop.Products} products, {SmallShop.Products} of {SmallShop.Products} photos there.", result.Out);
        Assert.Equal(3, result.Out.Split('\n').Count(line => line.Contains("1 of 1 photos", StringComparison.Ordinal)));
        Assert.False(Directory.Exists(store));
    }

    [Fact]
    public void Import_DryRunWithoutThePhotos_SaysThatItWillStop()
    {
        const string Warning = "unless --accept is said";
        string[] arguments = [.. shop.Import(Table, shop.Folder.File("missing.vitrine")), "--dry-run", "--image-pattern", "other-{id}.png"];
        Assert.Contains(Warning, CommandLineProcess.Succeed(arguments).Out);
        Assert.DoesNotContain(Warning, CommandLineProcess.Succeed([.. arguments, "--accept"]).Out);
        Assert.DoesNotContain("photos", CommandLineProcess.Succeed("import", Table, "--images", "none", "--out", shop.Folder.File("none.vitrine"), "--dry-run").Out.Split("products")[1]);
    }

    [Theory]
    [InlineData("n", 1)]
    [InlineData("y", 0)]
    [InlineData("Yes", 0)]
    [InlineData("", 1)]
    public void Import_FileAloneAtATerminal_ImportsOnlyAfterAYes(string answer, int exitCode)
    {
        const string Terminal = "/usr/bin/script"; // gives a command a terminal
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Terminal), "There is no program here that makes a terminal.");
        var store = shop.Folder.File($"asked{answer}.vitrine");
        var start = new ProcessStartInfo(Terminal) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "--quiet", "--return", "--command", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "vitrine.dll")}' import '{Table}' --out '{store}'", "/dev/null" })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.WriteLine(answer);
        process.StandardInput.Flush();
        var shown = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == exitCode, shown);
        Assert.Contains("asked", shown);
        Assert.Contains("[y/N]", shown);
        Assert.Equal(exitCode == 0, Directory.Exists(store));
    }

    [Theory]
    [InlineData("needs a table", "import")]
    [InlineData("given twice", "import", "a.csv", "--table", "b.csv")]
    [InlineData("--images was given nothing", "import", "a.csv", "--images", "")]
    [InlineData("--out was given nothing", "import", "a.csv", "--out", "")]
    [InlineData("no preset 'shopware'", "import", "a.csv", "--preset", "shopware")]
    public void Import_OddArguments_EndWith2(string message, params string[] arguments)
    {
        var result = CommandLineProcess.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
    }

    private string Table => Path.Combine(shop.Files, "products.csv");
}
