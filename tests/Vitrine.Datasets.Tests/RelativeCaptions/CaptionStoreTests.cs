using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Datasets.RelativeCaptions;

namespace Vitrine.Datasets.Tests.RelativeCaptions;

public sealed class CaptionStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Store => folder.File("dress.vitrine");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(FashionIqProtocol.Original, 14)]
    [InlineData(FashionIqProtocol.Val, 13)]
    public void Write_FashionIq_HasTheGalleryOfTheProtocol(FashionIqProtocol protocol, int products)
    {
        var report = Write(protocol, All);
        Assert.Equal(new CaptionImport(products, 0, 10, 0), report);
        using var store = CatalogueStore.Open(Store);
        Assert.Equal((6, protocol == FashionIqProtocol.Val ? 4 : 5, 3), (store.RowsOf(Part.Train).Count, store.RowsOf(Part.Validation).Count, store.RowsOf(Part.Test).Count));
        Assert.Equal("is shade 1 and is darker", store.Find("T1")!.Title);
        Assert.Equal("dress", store.Find("V1")!.Title); // what its captions say is what is asked for
        Assert.Equal(["is red and has no sleeves", "is longer and is lighter and longer"], CaptionStore.Read(Store, Part.Validation).Select(change => change.Phrasings[0]));
        Assert.Equal([null, null], CaptionStore.Read(Store, Part.Test).Select(change => change.Target));
    }

    [Fact]
    public void Write_WithoutSomeImages_CountsThemAndGoesOn()
    {
        var report = Write(FashionIqProtocol.Original, All.Except(["T1", "V4"]));
        Assert.Equal(new CaptionImport(12, 2, 8, 2), report);
        using var store = CatalogueStore.Open(Store);
        Assert.Null(store.Find("T1"));
        Assert.Equal(4, CaptionStore.Read(Store, Part.Train).Count);
    }

    [Fact]
    public void Write_AFileThatIsNoImage_IsMissing()
    {
        CaptionFiles.WriteFashionIq(folder.FullName);
        CaptionFiles.WriteImages(folder.File("images"), All.Except(["V4"]).Select(image => $"{image}.png"));
        File.WriteAllText(Path.Combine(folder.File("images"), "V4.jpg"), "<html>404</html>");
        Assert.Equal(1, CaptionStore.Write(Data(FashionIqProtocol.Original), folder.File("images"), Store).MissingImages);
    }

    [Fact]
    public void Write_WithoutAnyImage_SaysSoAndMakesNothing()
    {
        CaptionFiles.WriteFashionIq(folder.FullName);
        Directory.CreateDirectory(folder.File("images"));
        Assert.Contains("none lies in", Assert.Throws<UsageException>(() => CaptionStore.Write(Data(FashionIqProtocol.Val), folder.File("images"), Store)).Message, StringComparison.Ordinal);
        Assert.False(CaptionStore.IsOne(Store));
    }

    [Fact]
    public void Write_Shoes_FindsImagesInNestedFolders()
    {
        CaptionFiles.WriteShoes(folder.FullName);
        CaptionFiles.WriteImages(folder.File("images"), "img_boots_0.jpg", "img_boots_1.jpg", "img_boots_2.jpg", "img_boots_3.jpg", "img_pumps_0.jpg", "img_pumps_1.jpg", "img_pumps_2.jpg");
        var report = CaptionStore.Write(CaptionedImages.Of(ShoesFolder.Open(folder.FullName)), folder.File("images"), Store);
        Assert.Equal(new CaptionImport(7, 0, 3, 0), report);
        Assert.Equal("have a lower heel", CaptionStore.Read(Store, Part.Test).Single().Phrasings[0]);
    }

    [Fact]
    public void Submission_OfATest_HasTheFormOfTheChallenge()
    {
        CaptionFiles.WriteFashionIq(folder.FullName);
        var path = folder.File("submission.json");
        CaptionSubmission.Write(path, FashionIqFolder.Open(folder.FullName).Changes("dress", Part.Test).Select(change => (change, (IReadOnlyList<string>)["X1", "X0"])));
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal(2, document.RootElement.GetArrayLength());
        var first = document.RootElement[0];
        Assert.Equal("X0", first.GetProperty("candidate").GetString());
        Assert.Equal("is blue", first.GetProperty("captions")[0].GetString());
        Assert.Equal(["X1", "X0"], first.GetProperty("ranking").EnumerateArray().Select(image => image.GetString()));
    }

    private static IEnumerable<string> All => ["T0", "T1", "T2", "T3", "T4", "T5", "V0", "V1", "V2", "V3", "V4", "X0", "X1", "X2"];

    private CaptionImport Write(FashionIqProtocol protocol, IEnumerable<string> images)
    {
        CaptionFiles.WriteFashionIq(folder.FullName);
        CaptionFiles.WriteImages(folder.File("images"), images.Select(image => $"{image}.png"));
        return CaptionStore.Write(Data(protocol), folder.File("images"), Store);
    }

    private CaptionedImages Data(FashionIqProtocol protocol) => CaptionedImages.Of(FashionIqFolder.Open(folder.FullName), "dress", protocol);
}
