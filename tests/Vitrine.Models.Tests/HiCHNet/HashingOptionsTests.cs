using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.HiCHNet;
using Vitrine.Models.Items;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.HiCHNet;

public sealed class HashingOptionsTests : IDisposable
{
    private static readonly HiCHNetPreset Joint = HiCHNetPreset.Default with { Hidden = 16, Epochs = 2, MinimumSteps = 0, Batch = 16 };

    private readonly SmallShop shop = new(40);

    public void Dispose() => shop.Dispose();

    [Fact]
    public void Options_OfATree_SplitBitsAsTheySay()
    {
        Train("m", new HashingOptions { BitSplit = [2, 6, 12] });
        using var model = Methods.Load(shop.Store.Path, "m");
        Assert.Equal([2, 6, 12], model.Description.CodeBitsPerLayer);
        Assert.Equal("hichnet-split-2-6-12-20", model.Description.CodesLabel);
        Assert.Equal("hichnet-split-2-6-12-20", new HiCHNetMethod().DefaultName(new TrainingRequest("") { Hashing = new() { BitSplit = [2, 6, 12] } }));
    }

    [Fact]
    public void Options_EachOfThem_ChangesWhatIsLearned()
    {
        HashingOptions[] options =
        [
            new(), new() { Rho = [0.6f, 0.2f, 0.2f] }, new() { Lambda = 0.9f }, new() { Alpha = 9 }, new() { Beta = 0 }, new() { SeparateSigns = true },
        ];
        foreach (var preset in new[] { Joint, Joint with { Optimisation = HashOptimisation.Alternating } })
        {
            var hashes = options.Select((option, i) =>
            {
                Train($"m{i}", option, preset);
                return ModelDirectory.Of(shop.Store, $"m{i}").ReadCard().WeightsHash;
            });
            Assert.Equal(options.Length, hashes.Distinct().Count());
        }
    }

    [Theory]
    [InlineData(OrderWithin.Contrastive)]
    [InlineData(OrderWithin.Attributes)]
    public void Order_OfABatch_SaysWhatBelongsTogether(OrderWithin kind)
    {
        using var folder = new TemporaryFolder();
        using (var writer = StoreWriter.Open(folder.File("s")))
        {
            foreach (var (id, title, category, colour) in new[] { ("a", "red shirt", "Shirt", "red"), ("b", "RED shirt", "Shirt", "red"), ("c", "blue shirt", "Shirt", "blue"), ("d", "red boot", "Boot", "red") })
                writer.Put(new ProductData(id, title, [category]) { Attributes = ProductData.Single([new("colour", colour), new("season", "summer")]) }, shop.Store.ReadImage(0).AsSpan());
            writer.Commit();
        }

        using var store = CatalogueStore.Open(folder.File("s"));
        using var scope = Scope.Begin(recordGradients: false);
        int[] rows = [.. new[] { "a", "b", "c", "d" }.Select(id => store.Find(id)!.Row)];
        var (similar, weights) = WithinOrder.Of(kind, new StoreTrainingData(store), rows, [.. rows.Select(row => store.Categories[row])]).Pairs([0, 1, 2, 3]);
        var third = 1 / 3f; // one of the values colour=red, colour=blue, season=summer
        Assert.Equal(kind == OrderWithin.Contrastive ? [1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] : [1, 1, third, 1, 1, 1, third, 1, third, third, 1, third, 1, 1, third, 1f], similar.Data.ToArray());
        var (right, wrong, other) = kind == OrderWithin.Contrastive ? (10 / 6f * 0.8f, 0.8f, 0.8f) : (1.6f, 1.6f, 0); // 6 right and 10 wrong pairs; 10 of one category
        Assert.Equal([right, right, wrong, other, right, right, wrong, other, wrong, wrong, right, other, other, other, other, right], weights.Data.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Options_WithAnOrder_AddAPartBehindTheLayers()
    {
        Train("m", new HashingOptions { OrderWithin = OrderWithin.Contrastive });
        using var model = Methods.Load(shop.Store.Path, "m");
        Assert.Equal([1, 1, 13, 5], model.Description.CodeBitsPerLayer);
        Assert.Equal("hichnet-order-contrastive-20", model.Description.CodesLabel);
        Assert.Contains("no attributes", Refused(new() { OrderWithin = OrderWithin.Attributes }), StringComparison.Ordinal);
        Assert.Contains("cannot go on", Assert.Throws<UsageException>(() => new HiCHNetMethod().Train(shop.Data, new TrainingRequest("n") { From = "m" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_ThatMakeNoSense_AreRefusedInASentence()
    {
        Assert.Contains("3 layers", Refused(new() { Rho = [0.5f, 0.5f] }), StringComparison.Ordinal);
        Assert.Contains("3 parts", Refused(new() { BitSplit = [8, 8] }), StringComparison.Ordinal);
        Assert.Contains("λ is 2", Refused(new() { Lambda = 2 }), StringComparison.Ordinal);
        Assert.Contains("α is -1", Refused(new() { Alpha = -1 }), StringComparison.Ordinal);
        Assert.Contains("does not know --rho", Assert.Throws<UsageException>(() => Methods.Find("cca").Train(shop.Data, new TrainingRequest("m") { Hashing = new() { Rho = [1] } })).Message, StringComparison.Ordinal);
    }

    private string Refused(HashingOptions options) => Assert.Throws<UsageException>(() => Train("m", options)).Message;

    private void Train(string name, HashingOptions options, HiCHNetPreset? preset = null) =>
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest(name) { Bits = options.BitSplit is null ? 20 : null, Hashing = options }, preset ?? Joint);
}
