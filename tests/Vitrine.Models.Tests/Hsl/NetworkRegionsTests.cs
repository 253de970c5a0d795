using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Hsl;
using Vitrine.Models.Regions;
using Vitrine.Models.Tests.Encoders.Published;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Hsl;

/// <summary>Regions from the map of an image network, and HSL on them.</summary>
public class NetworkRegionsTests
{
    [Fact]
    public void Average_MapsOfAnySize_MeansWhatEachCellTouches()
    {
        const int Cells = NetworkRegionFeatures.Cells, Channels = 3;
        var random = new RandomSource(3);
        for (var rows = 1; rows <= 9; rows++)
        {
            for (var columns = 1; columns <= 9; columns++)
            {
                using var map = Tensor.Empty([2, Channels, rows, columns]);
                foreach (ref var value in map.Data)
                    value = random.NextNormal();
                var regions = new float[NetworkRegionFeatures.Regions * Channels];
                NetworkRegionFeatures.Average(map, 1, regions);
                for (var region = 0; region < NetworkRegionFeatures.Regions; region++)
                {
                    for (var channel = 0; channel < Channels; channel++)
                    {
                        // A place of the map counts where its square and the cell's overlap.
                        var touched =
                            from y in Enumerable.Range(0, rows)
                            from x in Enumerable.Range(0, columns)
                            where region == Cells * Cells || Overlaps(y, rows, region / Cells) && Overlaps(x, columns, region % Cells)
                            select (double)map.Data[((Channels + channel) * rows + y) * columns + x];
                        Assert.Equal(touched.Average(), regions[region * Channels + channel], 1e-5); // float32 sums of up to 81 terms of size 1
                    }
                }
            }
        }

        static bool Overlaps(int place, int size, int cell) => place * Cells < (cell + 1) * size && (place + 1) * Cells > cell * size;
    }

    [Fact]
    public void Table_OfRegions_HoldsWhatEachPhotoGivesAlone()
    {
        using var shop = new SmallShop(40);
        using var features = new NetworkRegionFeatures(SharedModels.Fixture("tiny-clip"));
        using var table = FeatureTable.Open(shop.Store, features);
        var kept = new float[features.Dimensions];
        foreach (var row in (int[])[0, 31, 39])
        {
            var alone = new float[features.Dimensions];
            features.Extract(shop.Store.ReadImage(row), alone);
            table.Read([row], kept);
            for (var i = 0; i < alone.Length; i++)
                Assert.Equal(alone[i], kept[i], 1e-4f); // another batch size may round differently
        }
    }

    [Theory]
    [InlineData("resnet")]
    [InlineData("resnet-pooled")]
    public void Regions_OfANetworkThatAveragesItsMap_EndWithItsVector(string name)
    {
        var folder = OnnxFixtures.Folder(name);
        using var shop = new SmallShop(2);
        using var encoder = new NetworkRegions(new NetworkRegionFeatures(folder));
        using var vectors = new NetworkFeatures(folder);
        var regions = new float[encoder.Extractor.Dimensions];
        encoder.Extractor.Extract(shop.Store.ReadImage(0), regions);
        var vector = new float[vectors.Dimensions];
        vectors.Extract(shop.Store.ReadImage(0), vector);

        Assert.Equal($"{vectors.Name}-regions/1", encoder.Version);
        Assert.Equal(vector.Length, encoder.Dimensions);
        for (var i = 0; i < vector.Length; i++)
            Assert.Equal(vector[i], regions[(encoder.Regions - 1) * encoder.Dimensions + i], 1e-4f * (1 + Math.Abs(vector[i])));
    }

    [Fact]
    public void Regions_WithTheMirroredPhoto_AreTheMeanOfBothViews()
    {
        using var shop = new SmallShop(2);
        using var once = new NetworkRegionFeatures(SharedModels.Fixture("tiny-clip"));
        using var both = new NetworkRegionFeatures(SharedModels.Fixture("tiny-clip"), withMirrored: true);
        using var scope = Scope.Begin(recordGradients: false);
        var photo = Tensor.Empty([1, once.InputLength]);
        once.Prepare(shop.Store.ReadImage(1), photo.Data);
        var mirrored = Tensor.From(photo.Data.ToArray(), photo.Shape);
        var width = once.Preprocessing.Width;
        for (var start = 0; start < mirrored.Length; start += width)
            mirrored.Data.Slice(start, width).Reverse();

        var (plain, turned) = (Features(once, photo), Features(once, mirrored));
        var (mean, meanOfMirrored) = (Features(both, photo), Features(both, mirrored));

        Assert.NotEqual(plain, turned);
        const int Cells = NetworkRegionFeatures.Cells;
        for (var region = 0; region < NetworkRegionFeatures.Regions; region++)
        {
            var place = region == Cells * Cells ? region : region / Cells * Cells + (Cells - 1 - region % Cells);
            for (var channel = 0; channel < once.RegionDimensions; channel++)
            {
                var (here, there) = (region * once.RegionDimensions + channel, place * once.RegionDimensions + channel);
                Assert.Equal((plain[here] + turned[there]) / 2, mean[here], 1e-5f);
                Assert.Equal(mean[here], meanOfMirrored[there], 1e-5f); // the same photo, whichever way it is turned
            }
        }

        static float[] Features(NetworkRegionFeatures extractor, Tensor input)
        {
            var features = new float[extractor.Dimensions];
            extractor.Extract(input, features);
            return features;
        }
    }

    [Theory]
    [InlineData("a-network-regions", "a-network", false)]
    [InlineData("a-network-mirrored-regions", "a-network", true)]
    public void Parse_ANameOfRegions_SaysWhose(string name, string network, bool withMirrored) =>
        Assert.Equal((network, withMirrored), NetworkRegionFeatures.Parse(name));

    [Fact]
    public void Parse_AnotherName_GivesNothing() => Assert.Null(NetworkRegionFeatures.Parse("grid"));

    [Fact]
    public void BoxOf_ANetworkThatSeesTheCentre_LiesThere()
    {
        using var encoder = new NetworkRegions(new NetworkRegionFeatures(SharedModels.Fixture("tiny-clip")));
        Assert.Equal(new RegionBox(0.25f, 0, 0.75f, 1), encoder.BoxOf(16, 200, 100));
        Assert.Equal(new RegionBox(0.25f, 0, 0.375f, 0.25f), encoder.BoxOf(0, 200, 100));
        Assert.Equal(new RegionBox(0.75f, 0.25f, 1, 0.5f), encoder.BoxOf(7, 50, 50));
    }

    [Fact]
    public void Train_OfVariants_SeesOneViewAndAllRegions()
    {
        using var shop = new SmallShop(120);
        foreach (var (variant, features, share) in ((string?, string, float)[])[(null, "-mirrored-regions/1", 0.5f), ("one-view", "-regions/1", 0.5f), ("all-regions", "-mirrored-regions/1", 1)])
        {
            new HslMethod().Train(shop.Data, new TrainingRequest("m") { Variant = variant, Epochs = 1, ImageEncoder = SharedModels.Fixture("tiny-clip") });
            using var model = (HslModel)Methods.Load(shop.Store.Path, "m");
            Assert.Matches($"^clip-[0-9a-f]+{features}$", model.Settings.RegionFeatures);
            Assert.Equal(share, model.Settings.Training.Schedule.RegionShare);
        }
    }

    [Fact]
    public void Train_OnANetworksRegions_EncodesAgainWithoutTheOriginalFolder()
    {
        using var shop = new SmallShop(120);
        using (var folder = new CopiedFolder(SharedModels.Fixture("tiny-clip")))
        {
            var request = new TrainingRequest("m") { Epochs = 1, ImageEncoder = folder.Path };
            new HslMethod().Prepare(shop.Data, request);
            new HslMethod().Train(shop.Data, request);
        }

        using var model = (HslModel)Methods.Load(shop.Store.Path, "m");
        var fromStore = model.Photos(shop.Items, [3]).Vectors!;
        var fromFile = model.Files([shop.Store.ReadImage(3)]).Vectors!;
        Assert.Matches("^clip-[0-9a-f]+-mirrored-regions/1$", model.Settings.RegionFeatures);
        Assert.Equal(24, model.Settings.Network.RegionDimensions); // the width of the tiny tower
        for (var i = 0; i < fromStore.Length; i++)
            Assert.Equal(fromStore[i], fromFile[i], 1e-3f); // batches of another size
    }

    [Fact]
    public void Open_NetworkOfOtherWeights_SaysWhichRegionsTheModelWants()
    {
        using var shop = new SmallShop(60);
        var error = Assert.Throws<CatalogueException>(() => RegionEncoders.Open(shop.Store.Path, "clip-0123456789ab-regions/1"));
        Assert.Contains("region features 'clip-0123456789ab-regions/1'", error.Message);
        Assert.Throws<CatalogueException>(() => RegionEncoders.Open(shop.Store.Path, "../elsewhere-regions/1"));
    }
}
