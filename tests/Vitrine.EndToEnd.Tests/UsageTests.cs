namespace Vitrine.EndToEnd.Tests;

public class UsageTests
{
    [Fact]
    public void NoArguments_Always_PrintsOverviewWithEveryVerb()
    {
        var result = CommandLineProcess.Succeed();
        Assert.Contains("vitrine demo", result.Out);
        Assert.All(Verbs(), verb => Assert.Contains($"\n  {verb} ", result.Out));
        Assert.Empty(result.Error);
    }

    [Fact]
    public void Help_OfEachVerb_ShowsOptionsAndExamples()
    {
        Assert.All(Verbs(), verb =>
        {
            var result = CommandLineProcess.Succeed(verb, "--help");
            Assert.Contains("--threads", result.Out);
            Assert.Contains($"Examples:\n  vitrine {verb}", result.Out);
        });
    }

    [Fact]
    public void Help_OfEval_ShowsTheDefaultGalleryAsItIsTyped()
    {
        var help = CommandLineProcess.Succeed("eval", "--help").Out;
        Assert.Contains("[default: training]", string.Join(' ', help.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.DoesNotContain("Training]", help);
    }

    [Theory]
    [InlineData("serach", "search")]
    [InlineData("imprt", "import")]
    [InlineData("EVAL", "eval")]
    public void Verb_Mistyped_SuggestsTheNearestAndExitsWith2(string typed, string meant)
    {
        var result = CommandLineProcess.Run(typed);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"unknown verb '{typed}'", result.Error);
        Assert.Contains($"did you mean '{meant}'?", result.Error);
    }

    [Fact]
    public void Option_Mistyped_SuggestsTheNearestAndExitsWith2()
    {
        var result = CommandLineProcess.Run("train", "shop.vitrine", "--bist", "64");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("unknown option '--bist' of 'vitrine train'", result.Error);
        Assert.Contains("did you mean '--bits'?", result.Error);
    }

    [Fact]
    public void Option_NotANumber_SaysWhatWasExpected()
    {
        var result = CommandLineProcess.Run("train", "shop.vitrine", "--bits", "many");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'many'", result.Error);
        Assert.Contains("expected a whole number", result.Error);
        Assert.DoesNotContain("System.", result.Error);
    }

    [Fact]
    public void Threads_OutOfRange_ExitsWith2()
    {
        var result = CommandLineProcess.Run("inspect", "shop.vitrine", "--threads", "0");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("expected a whole number, 1 to 256", result.Error);
    }

    private static IEnumerable<string> Verbs() =>
        ["import", "remove", "synth", "captions", "fashion-vc", "inspect", "train", "encode", "index", "database", "search", "serve", "suggest", "rules", "synonyms", "queries", "export", "eval", "compare", "reproduce", "demo", "parity", "models", "bench"];
}
