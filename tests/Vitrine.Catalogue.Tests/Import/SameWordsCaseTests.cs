using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue.Tests.Import;

/// <summary>The case of titles that stand twice, composed and decomposed: they are one text.</summary>
public sealed class SameWordsCaseTests
{
    [Fact]
    public void Import_TitlesComposedAndDecomposed_AreOneTextOnOneSideOfTheSplit()
    {
        using var folder = new TemporaryFolder();
        CatalogueImporter.Import(new ImportOptions
        {
            Table = SharedFolder.Require("cases/29-same-words/products.csv"),
            Images = SharedFolder.Require("cases/29-same-words/photos"),
            Out = folder.File("s"),
            Id = "id",
            Title = ["name"],
            Category = ["dept/type"],
        });
        using var store = CatalogueStore.Open(folder.File("s"));
        var same = store.Products().GroupBy(product => CanonicalComposition.Compose(product.Title), StringComparer.Ordinal).Where(group => group.Count() > 1).ToArray();
        Assert.Equal(80, same.Length);
        Assert.All(same, titles =>
        {
            Assert.Single(titles.Select(product => product.Title).Distinct(StringComparer.Ordinal));
            Assert.Single(titles.Select(product => product.Part).Distinct());
        });
        var vocabulary = Vocabulary.Build(store.Products().Select(product => product.Title));
        Assert.Equal(vocabulary.Count, vocabulary.Terms.Select(CanonicalComposition.Compose).Distinct(StringComparer.Ordinal).Count());
    }
}
