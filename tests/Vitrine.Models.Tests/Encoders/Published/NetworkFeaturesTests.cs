using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Models.Tests.Encoders.Published;

public class NetworkFeaturesTests
{
    [Fact]
    public void Vector_WithTheMirroredPhoto_IsThatOfEitherWay()
    {
        var folder = SharedModels.Fixture("tiny-clip");
        using var shop = new SmallShop(2);
        using var both = new NetworkFeatures(folder, withMirrored: true);
        using var scope = Scope.Begin(recordGradients: false);
        var photo = Tensor.Empty([1, both.InputLength]);
        both.Prepare(shop.Store.ReadImage(1), photo.Data);
        var size = (int)Math.Sqrt(both.InputLength / 3);
        var mirrored = ImageNetwork.Mirrored(photo.Reshape([1, 3, size, size])).Reshape(photo.Shape);
        var (straight, turned, once) = (new float[both.Dimensions], new float[both.Dimensions], new float[both.Dimensions]);
        both.Extract(photo, straight);
        both.Extract(mirrored, turned);
        using var single = new NetworkFeatures(folder);
        single.Extract(photo, once);

        Assert.NotEqual(once, straight);
        for (var i = 0; i < once.Length; i++)
            Assert.Equal(straight[i], turned[i], 1e-5f);
        Assert.Equal(both.Name, single.Name + "-mirrored");
    }

    [Fact]
    public void Table_OfANetwork_HoldsEveryPhotosVector()
    {
        using var shop = new SmallShop(70); // more than two batches, the last one not full
        using var features = new NetworkFeatures(SharedModels.Fixture("tiny-clip"));
        var reported = new List<int>();

        using var table = FeatureTable.Open(shop.Store, features, new Reports(reported));
        var kept = new float[features.Dimensions];

        Assert.Equal([32, 64, 70], reported);
        foreach (var row in (int[])[0, 31, 32, 69])
        {
            var alone = new float[features.Dimensions];
            features.Extract(shop.Store.ReadImage(row), alone);
            table.Read([row], kept);
            for (var i = 0; i < alone.Length; i++)
                Assert.Equal(alone[i], kept[i], 1e-4f); // another batch size may round differently
        }
    }

    // Batches of 32 and 3, then one of a single new photo; computed at once, 32 and 4.
    [Fact]
    public void Table_AfterOneMoreProduct_HoldsTheSameBitsAsAFreshOne()
    {
        using var shop = new SmallShop(35);
        using var features = new NetworkFeatures(SharedModels.Fixture("tiny-clip"));
        FeatureTable.Open(shop.Store, features).Dispose();
        using (var writer = StoreWriter.Open(shop.Store.Path))
        {
            writer.Put(new ProductData("new", "new shirt", ["Clothes", "Tops", "Shirt"]), ImageEncoder.Png(new RgbImage(9, 12, new byte[9 * 12 * 3])));
            writer.Commit();
        }

        using var store = CatalogueStore.Open(shop.Store.Path);
        var reported = new List<int>();
        var grown = All();
        Assert.Equal([36], reported);
        Directory.Delete(Path.Combine(store.Path, "features"), recursive: true);
        Assert.Equal(All(), grown);

        float[] All()
        {
            using var table = FeatureTable.Open(store, features, new Reports(reported));
            using var all = table.Gather([.. Enumerable.Range(0, table.Count)]);
            return all.Data.ToArray();
        }
    }

    [Fact]
    public void Table_OnOneThreadOrMany_HoldsTheSameBits()
    {
        using var shop = new SmallShop(40);
        using var features = new NetworkFeatures(SharedModels.Fixture("tiny-clip"));
        var threads = WorkerPool.ThreadCount;
        try
        {
            WorkerPool.ThreadCount = 1;
            var one = All();
            Directory.Delete(Path.Combine(shop.Store.Path, "features"), recursive: true);
            WorkerPool.ThreadCount = 3;
            Assert.Equal(one, All());
        }
        finally
        {
            WorkerPool.ThreadCount = threads;
        }

        float[] All()
        {
            using var table = FeatureTable.Open(shop.Store, features);
            using var all = table.Gather([.. Enumerable.Range(0, table.Count)]);
            return all.Data.ToArray();
        }
    }

    [Theory]
    [InlineData("cca")]
    [InlineData("hichnet")]
    public void Train_OnANetworksFeatures_EncodesAgainWithoutTheOriginalFolder(string method)
    {
        using var shop = new SmallShop(120);
        using (var folder = new CopiedFolder(SharedModels.Fixture("tiny-clip")))
            Methods.Find(method).Train(shop.Data, new TrainingRequest("m") { Bits = 8, Epochs = method == "cca" ? null : 2, ImageEncoder = folder.Path });

        using var model = Methods.Load(shop.Store.Path, "m");

        var fromStore = model.Photos(shop.Items, [3]);
        var fromFile = model.Files([shop.Store.ReadImage(3)]);
        Assert.Equal(fromStore.Codes!, fromFile.Codes!);
        Assert.StartsWith("clip-", ((FeatureModel)model).Inputs.Image.Source);
    }

    [Fact]
    public void Load_ModelWhoseNetworkIsGone_SaysWhichFeaturesItWants()
    {
        using var shop = new SmallShop(60);
        Methods.Find("cca").Train(shop.Data, new TrainingRequest("m") { Bits = 8, ImageEncoder = SharedModels.Fixture("tiny-clip") });
        Directory.Delete(Path.Combine(shop.Store.Path, "encoders"), recursive: true);

        var error = Assert.Throws<CatalogueException>(() => Methods.Load(shop.Store.Path, "m"));

        Assert.Contains("image features 'clip-", error.Message);
    }

    [Fact]
    public void Name_OfOtherWeights_Differs()
    {
        using var folder = new CopiedFolder(SharedModels.Fixture("tiny-clip"));
        using var before = new NetworkFeatures(folder.Path);
        folder.Replace("preprocessor_config.json", "\"resample\": 3", "\"resample\": 2");
        using var after = new NetworkFeatures(folder.Path);

        Assert.NotEqual(before.Name, after.Name);
    }

    private sealed class Reports(List<int> values) : IProgress<int>
    {
        public void Report(int value) => values.Add(value);
    }
}
