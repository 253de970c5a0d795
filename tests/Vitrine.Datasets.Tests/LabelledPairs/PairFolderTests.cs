using Vitrine.Catalogue;
using Vitrine.Datasets.LabelledPairs;

namespace Vitrine.Datasets.Tests.LabelledPairs;

public sealed class PairFolderTests : IDisposable
{
    private const string Header = "split\ttext_id\tcategory\tt0\tv0\tv1";
    private const string Rows = "train\ta\tart\t0.5\t1\t0.25\ntest\tb\tsport\t0.1\t0\t2e-1\n";
    private const string Texts = """
        {"text_id": "a", "sentences": ["wood sculpture", "year"], "category": "art"}
        {"text_id": "b", "sentences": []}
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Open_WholeFiles_GivesPairsInTheirOrder()
    {
        Write($"{Header}\n{Rows}", Texts);
        var read = PairFolder.Open(folder.FullName, TestContext.Current.CancellationToken);
        Assert.Collection(read.Pairs,
            pair =>
            {
                Assert.Equal(("a", Part.Train, "art", "wood sculpture year"), (pair.TextId, pair.Part, pair.Category, pair.Text));
                Assert.Equal([0.5f], pair.Topics);
                Assert.Equal([1, 0.25f], pair.Picture);
            },
            pair => Assert.Equal(("b", Part.Test, ""), (pair.TextId, pair.Part, pair.Text)));
        var before = read.DataHash;
        Write($"{Header}\n{Rows}", Texts.Replace("wood", "stone", StringComparison.Ordinal));
        Assert.NotEqual(before, PairFolder.Open(folder.FullName, TestContext.Current.CancellationToken).DataHash);
    }

    [Theory]
    [InlineData("text_id\tcategory\tv0\n", 1, "split")]
    [InlineData("split\ttext_id\tcategory\tt0\n", 1, "v0")]
    [InlineData("split\ttext_id\tcategory\tv0\tv0\n", 1, "v0")]
    [InlineData($"{Header}\ntrain\ta\tart\t0.5\t1\n", 2, null)]
    [InlineData($"{Header}\ntrain\ta\tart\t0.5\t1\tNaN\n", 2, "v1")]
    [InlineData($"{Header}\ntrain\ta\tart\tx\t1\t0\n", 2, "t0")]
    [InlineData($"{Header}\nlearn\ta\tart\t0\t1\t0\n", 2, "split")]
    [InlineData($"{Header}\ntrain\ta\t\t0\t1\t0\n", 2, "category")]
    [InlineData($"{Header}\ntrain\ta\tart\t0\t1\t0\ntrain\ta\tart\t0\t1\t0\n", 3, "text_id")]
    [InlineData($"{Header}\n", 1, null)]
    [InlineData("", 1, null)]
    public void Open_BadFeatures_NamesThePlace(string features, long line, string? column)
    {
        Write(features, Texts);
        var found = Assert.Throws<BadDataException>(() => PairFolder.Open(folder.FullName));
        Assert.Equal((line, column), (found.Line, found.Column));
        Assert.EndsWith("features.tsv", found.File);
    }

    [Theory]
    [InlineData("{", 1)]
    [InlineData("[]", 1)]
    [InlineData("""{"text_id": "a", "sentences": [1]}""", 1)]
    [InlineData("""{"text_id": "a", "sentences": []}""", 2)]
    [InlineData("""{"text_id": "b", "sentences": []}""", 1)]
    public void Open_BadTexts_NamesTheLine(string texts, long line)
    {
        Write($"{Header}\n{Rows}", texts);
        var found = Assert.Throws<BadDataException>(() => PairFolder.Open(folder.FullName));
        Assert.Equal(line, found.Line);
        Assert.EndsWith("texts.jsonl", found.File);
    }

    [Fact]
    public void Open_AnotherFolder_IsRefused() => Assert.Throws<UsageException>(() => PairFolder.Open(folder.FullName));

    private void Write(string features, string texts)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "features.tsv"), features);
        File.WriteAllText(Path.Combine(folder.FullName, "texts.jsonl"), texts);
    }
}
