using Vitrine.Catalogue;
using Vitrine.Search.Tests.Words;
using Vitrine.Search.Traits;

namespace Vitrine.Search.Tests.Traits;

public sealed class TraitLabelsTests
{
    [Fact]
    public void Of_AnAttributeOfNumbers_IsNoTrait()
    {
        using var shop = new WordShop(Enumerable.Range(0, 90).Select(i => new ProductData($"P{i}", $"Chair {i}", [i % 2 == 0 ? "Chairs" : "Stools"])
        {
            Attributes = new Dictionary<string, IReadOnlyList<string>> { ["colour"] = [i % 3 == 0 ? "red" : "blue"], ["stock"] = [$"{i % 4}"], ["size"] = [i % 2 == 0 ? "42.5" : "43"], ["cut"] = [i % 2 == 0 ? "2" : "slim"] },
        }));
        Assert.Equal([Trait.Kind, "colour", "cut"], TraitLabels.Of(shop.Store).Traits.Select(trait => trait.Name));
    }
}
