using Vitrine.Cli.Terminal;

namespace Vitrine.EndToEnd.Tests;

public class NearestTests
{
    private static readonly string[] Verbs = ["import", "index", "inspect", "search", "eval", "encode"];

    [Theory]
    [InlineData("serach", "search")]
    [InlineData("seach", "search")]
    [InlineData("Import", "import")]
    [InlineData("indx", "index")]
    [InlineData("insp", "inspect")]
    [InlineData("evla", "eval")]
    public void To_SlipOfTheFingers_FindsTheWordMeant(string typed, string meant) => Assert.Equal(meant, Nearest.To(typed, Verbs));

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("xyz")]
    public void To_SomethingElse_FindsNothing(string typed) => Assert.Null(Nearest.To(typed, Verbs));
}
