using Vitrine.Cli.Terminal;

namespace Vitrine.EndToEnd.Tests;

public class ProgressTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(61.4, "1:01")]
    [InlineData(3600, "1:00:00")]
    [InlineData(1e12, "99:59:59")]
    public void Clock_Seconds_ReadAsPeopleSayThem(double seconds, string text) => Assert.Equal(text, Pace.Clock(seconds));

    [Fact]
    public void PlainStage_ShortWork_WritesOneLineWithCountAndDetail()
    {
        var output = new StringWriter();
        var stage = new PlainStage("Counting", output);
        for (var done = 1; done <= 1000; done++)
            stage.Report(done, 1000, "3 skipped");
        stage.Finish();
        Assert.Equal("Counting: 1,000 done in 0:00, 3 skipped", output.ToString().Trim());
    }

    [Fact]
    public void PlainStage_NextTitle_FinishesTheFirst()
    {
        var output = new StringWriter();
        var stage = new PlainStage("First", output);
        stage.Report(5, 5);
        stage.Next("Second");
        stage.Report(7, 7);
        stage.Finish();
        Assert.Equal(["First: 5 done in 0:00", "Second …", "Second: 7 done in 0:00"], output.ToString().Trim().Split(Environment.NewLine));
    }
}
