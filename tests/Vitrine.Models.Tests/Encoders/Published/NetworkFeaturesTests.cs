using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
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
    public void Cache_OfANetwork_HoldsEveryPhotosVector()
    {
        using var shop = new SmallShop(70); // more than two batches, the last one not full
        using var features = new NetworkFeatures(SharedModels.Fixture("tiny-clip"));
        var reported = new List<int>();

        using var cached = FeatureCache.Load(shop.Store, features, new Reports(reported));

        Assert.Equal([32, 64, 70], reported);
        foreach (var row in (int[])[0, 31, 32, 69])
        {
            var alone = new float[features.Dimensions];
            features.Extract(shop.Store.ReadImage(row), alone);
            for (var i = 0; i < alone.Length; i++)
                Assert.Equal(alone[i], cached.Data[row * alone.Length + i], 1e-4f); // another batch size may round differently
        }
    }

    [Fact]
    public void Cache_OnOneThreadOrMany_HoldsTheSameBits()
    {
        using var shop = new SmallShop(40);
        using var features = new NetworkFeatures(SharedModels.Fixture("tiny-clip"));
        var threads = WorkerPool.ThreadCount;
        try
        {
            WorkerPool.ThreadCount = 1;
            using (var one = FeatureCache.Load(shop.Store, features))
            {
                var expected = one.Data.ToArray();
                Directory.Delete(Path.Combine(shop.Store.Path, "features"), recursive: true);
                WorkerPool.ThreadCount = 3;
                using var many = FeatureCache.Load(shop.Store, features);
                Assert.Equal(expected, many.Data.ToArray());
            }
        }
        finally
        {
            WorkerPool.ThreadCount = threads;
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
        Assert.StartsWith("clip-", ((FeatureModel)model).Inputs.Extractor.Name);
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
