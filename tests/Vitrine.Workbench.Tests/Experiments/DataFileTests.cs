using System.Security.Cryptography;
using Vitrine.Catalogue;
using Vitrine.Workbench.Experiments;

namespace Vitrine.Workbench.Tests.Experiments;

public sealed class DataFileTests : IDisposable
{
    private const string Content = "id,title\n1,Shirt\n";

    private readonly TemporaryFolder folder = new();
    private readonly Repository repository;

    public DataFileTests() => repository = new Repository(folder.File("repository"));

    [Fact]
    public void Find_AmongSeveralMatches_TakesTheOneWithTheContent()
    {
        folder.Write("shared/data/a/products.csv", "something else");
        var right = folder.Write("shared/data/b/products.csv", Content);
        Assert.Equal(right, Path.GetFullPath(new DataFile("data/*/products.csv", HashOf(Content)).Find(repository)));
    }

    [Fact]
    public void Find_NothingThere_NamesThePattern()
    {
        var error = Assert.Throws<CatalogueException>(() => new DataFile("data/*/products.csv", HashOf(Content)).Find(repository));
        Assert.Contains("../shared/data/*/products.csv", error.Message);
    }

    [Fact]
    public void Find_OtherContent_IsBadData()
    {
        folder.Write("shared/data/a/products.csv", Content + "2,Shoe\n");
        var error = Assert.Throws<MeasurementException>(() => new DataFile("data/a/products.csv", HashOf(Content)).Find(repository));
        Assert.Contains(HashOf(Content), error.Hint);
    }

    public void Dispose() => folder.Dispose();

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
