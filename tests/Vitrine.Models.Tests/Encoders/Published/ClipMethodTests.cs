using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;

namespace Vitrine.Models.Tests.Encoders.Published;

public sealed class ClipMethodTests : IDisposable
{
    private static readonly string Clip = SharedModels.Fixture("tiny-clip");

    private readonly SmallShop shop = new(12);

    [Fact]
    public void Train_OfAFolder_ModelEncodesAsTheFolderFromTheStoresOwnCopy()
    {
        using var folder = new CopiedFolder(Clip);
        var card = Train(folder.Path);
        Directory.Delete(folder.Path, recursive: true);

        using var model = Methods.Load(shop.Store.Path, "clip");
        using var expected = ClipRetrieval.Load(Clip);
        Assert.Equal(expected.Texts(["red shirt", ""]).Vectors!, model.Texts(["red shirt", ""]).Vectors!);
        Assert.Equal(expected.Photos(shop.Items, [3, 1]).Vectors!, model.Photos(shop.Items, [3, 1]).Vectors!);
        Assert.Equal(("clip", 0, 64), (card.Method, card.Epochs, card.WeightsHash.Length));
        Directory.CreateDirectory(folder.Path);
    }

    [Fact]
    public void Load_CopyThatIsLostOrChanged_IsRefused()
    {
        var card = Train(Clip);
        var copy = Path.Combine(shop.Store.Path, "encoders", card.Unpack<ClipSettings>().Encoder);

        File.AppendAllText(Path.Combine(copy, "merges.txt"), "\n");
        Assert.Contains("are those of clip-", Assert.Throws<CatalogueException>(() => Methods.Load(shop.Store.Path, "clip")).Message);

        Directory.Delete(copy, recursive: true);
        Assert.Contains("has lost encoders/clip-", Assert.Throws<CatalogueException>(() => Methods.Load(shop.Store.Path, "clip")).Message);
    }

    [Fact]
    public void Train_WithoutAFolderOrWithEpochs_SaysWhatItNeeds()
    {
        var request = new TrainingRequest("clip");

        Assert.Contains("--image-encoder DIR", Fails(request).Hint);
        Assert.Contains("does not know --epochs", Fails(request with { ImageEncoder = Clip, Epochs = 3 }).Message);
        Assert.Contains("nowhere", Fails(request with { ImageEncoder = Path.Combine(Clip, "..", "nowhere") }).Message);

        UsageException Fails(TrainingRequest request) => Assert.Throws<UsageException>(() => new ClipMethod().Train(shop.Data, request));
    }

    public void Dispose() => shop.Dispose();

    private ModelCard Train(string folder)
    {
        var request = new TrainingRequest("clip") { ImageEncoder = folder };
        new ClipMethod().Prepare(shop.Data, request);
        new ClipMethod().Train(shop.Data, request);
        return ModelDirectory.Of(shop.Store, "clip").ReadCard();
    }
}
