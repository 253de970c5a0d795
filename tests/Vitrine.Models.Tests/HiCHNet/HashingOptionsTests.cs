using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.HiCHNet;

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

    [Fact]
    public void Options_ThatMakeNoSense_AreRefusedInASentence()
    {
        Assert.Contains("3 layers", Refused(new() { Rho = [0.5f, 0.5f] }), StringComparison.Ordinal);
        Assert.Contains("3 layers", Refused(new() { BitSplit = [8, 8] }), StringComparison.Ordinal);
        Assert.Contains("λ is 2", Refused(new() { Lambda = 2 }), StringComparison.Ordinal);
        Assert.Contains("α is -1", Refused(new() { Alpha = -1 }), StringComparison.Ordinal);
        Assert.Contains("does not know --rho", Assert.Throws<UsageException>(() => Methods.Find("cca").Train(shop.Data, new TrainingRequest("m") { Hashing = new() { Rho = [1] } })).Message, StringComparison.Ordinal);
    }

    private string Refused(HashingOptions options) => Assert.Throws<UsageException>(() => Train("m", options)).Message;

    private void Train(string name, HashingOptions options, HiCHNetPreset? preset = null) =>
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest(name) { Bits = options.BitSplit is null ? 20 : null, Hashing = options }, preset ?? Joint);
}
