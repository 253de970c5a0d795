using Vitrine.Catalogue.Tests.Import.Presets;

namespace Vitrine.Catalogue.Tests.Import.Photos;

/// <summary>A shop that has no photos at all.</summary>
public sealed class NoPhotosTests : IDisposable
{
    private readonly GeneratedExport export = new("id,title,category,price,photo\n1,Green tea,Drinks,3.90,1.jpg\n2,Black tea,Drinks,4.90,2.jpg\n3,Coffee,Drinks,5.90,\n4,Cup,Kitchen,2.90,4.jpg\n5,Pot,Kitchen,9.90,5.jpg\n");

    public void Dispose() => export.Dispose();

    [Fact]
    public void Complete_WithoutPhotosBesideTheTable_SaysHowToGoOn() => Assert.Contains("--images none", Assert.Throws<UsageException>(() => ImportGuess.Complete(export.Said)).Hint, StringComparison.Ordinal);

    [Fact]
    public void Import_OfNone_LooksForNoPhoto()
    {
        var all = GeneratedExport.Import(export.Said with { Images = ImportOptions.NoImages });
        Assert.Equal("1: Green tea in Drinks; 0 photos; 0 variants; price 3.9; brand ", all[0]);
        Assert.Equal(5, all.Count);
    }

    [Fact]
    public void Import_OfNoneTwice_ChangesNothing()
    {
        var said = export.Said with { Images = ImportOptions.NoImages, Id = "id", Title = ["title"], Category = ["category"] };
        Assert.Equal(5, GeneratedExport.Import(said).Count);
        Assert.Equal(5, GeneratedExport.Import(said).Count);
    }
}
