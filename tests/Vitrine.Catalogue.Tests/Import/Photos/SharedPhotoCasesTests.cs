namespace Vitrine.Catalogue.Tests.Import.Photos;

/// <summary>The photos of ../shared/cases, imported whole.</summary>
public class SharedPhotoCasesTests
{
    [Theory]
    [InlineData("photos")]
    [InlineData("photos.tar")]
    public void Import_PhotoNames_FindsAll(string images)
    {
        var folder = SharedFolder.Require("cases/10-photo-names");
        using var work = new TemporaryFolder();
        var summary = CatalogueImporter.Import(Options(folder, "products.csv", images, work) with { Image = ["image"] });
        Assert.Equal((20, 20, 0), (summary.Rows, summary.Added, summary.Skipped));
    }

    [Theory]
    [InlineData("{id}.jpg")]
    [InlineData("{id}.*")]
    [InlineData("{id}")]
    public void Import_UpperCaseEndings_FindsAllByAnyPattern(string pattern)
    {
        var folder = SharedFolder.Require("cases/10-photo-names");
        using var work = new TemporaryFolder();
        Assert.Equal(3, CatalogueImporter.Import(Options(folder, "upper.csv", "upper", work) with { ImagePattern = pattern }).Added);
    }

    [Fact]
    public void Import_SubFoldersInFolderAndArchive_GivesTheSameAnswer()
    {
        var folder = SharedFolder.Require("cases/30-archives-and-folders");
        using var work = new TemporaryFolder();
        foreach (var (images, found) in ((string, int)[])[("photos", 12), ("photos.tar.gz", 12), ("both", 0), ("both.tar.gz", 0)])
        {
            var options = Options(folder, "products.csv", images, work) with { Category = ["dept", "type"], Out = work.File(images) };
            if (found > 0)
            {
                Assert.Equal(found, CatalogueImporter.Import(options).Added);
                continue;
            }

            Assert.Contains("ambiguous image in column 'id' (line 2: 'P001.jpg' may be 'cache/100x100/P001.jpg' or 'original/P001.jpg'",
                Assert.Throws<BadDataException>(() => CatalogueImporter.Import(options)).Found);
        }

        // A pattern that says the folder is no question.
        Assert.Equal(12, CatalogueImporter.Import(Options(folder, "products.csv", "both", work) with { ImagePattern = "original/{id}.jpg" }).Added);
    }

    [Fact]
    public void Import_ImageAddresses_FindTheFilesOfTheirNames()
    {
        var folder = SharedFolder.Require("cases/02-images-cell");
        using var work = new TemporaryFolder();
        var summary = CatalogueImporter.Import(Options(folder, "products.csv", "photos", work) with { Id = "sku", Image = ["Image URL"] });
        Assert.Equal((summary.Rows, 0), (summary.Added, summary.Skipped));
    }

    [Fact]
    public void Import_ColourSpaces_TakesEveryFile()
    {
        var folder = SharedFolder.Require("cases/17-colour-spaces");
        using var work = new TemporaryFolder();
        var summary = CatalogueImporter.Import(Options(folder, "products.csv", "photos", work) with { Image = ["image"] });
        Assert.Equal((summary.Rows, 0), (summary.Added, summary.Skipped));
    }

    private static ImportOptions Options(string folder, string table, string images, TemporaryFolder work) => new()
    {
        Table = Path.Combine(folder, table),
        Images = Path.Combine(folder, images),
        Out = work.File("store"),
        Id = "id",
        Title = ["name"],
        Category = ["dept"],
    };
}
