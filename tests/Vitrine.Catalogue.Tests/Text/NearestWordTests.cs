using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue.Tests.Text;

public class NearestWordTests
{
    private static readonly string[] Verbs = ["import", "index", "inspect", "search", "eval", "encode"];

    [Theory]
    [InlineData("serach", "search")]
    [InlineData("seach", "search")]
    [InlineData("Import", "import")]
    [InlineData("indx", "index")]
    [InlineData("insp", "inspect")]
    [InlineData("evla", "eval")]
    public void To_SlipOfTheFingers_FindsTheWordMeant(string typed, string meant) => Assert.Equal(meant, NearestWord.To(typed, Verbs));

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("xyz")]
    public void To_SomethingElse_FindsNothing(string typed) => Assert.Null(NearestWord.To(typed, Verbs));
}
