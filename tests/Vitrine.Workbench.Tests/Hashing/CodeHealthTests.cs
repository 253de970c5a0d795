using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Search.Codes;

namespace Vitrine.Workbench.Tests.Hashing;

[Collection(CodeShopCollection.Name)]
public sealed class CodeHealthTests(CodeShop shop)
{
    [Fact]
    public void Health_OfSixCodesOfFourBits_IsAsReckonedByHand()
    {
        // Bit 0 is 1 in three of six; bit 1 always the opposite; bit 2 never set; bit 3 set in one.
        ulong[] codes = [0b0001, 0b0001, 0b1001, 0b0010, 0b0010, 0b0010];
        var health = CodeHealth.Of(new StoredCodes([1, 3], [0, 1, 2, 3, 4, 5], codes), [7, 7, 7, 8, 8, 9]);
        Assert.Equal([1, 2, 2, 2], health.Bits.Select(bit => bit.Layer));
        Assert.Equal([0.5, 0.5, 0, 1 / 6.0], health.Bits.Select(bit => bit.Balance));
        Assert.Equal(1, health.Bits[0].Entropy, 12);
        Assert.Equal(0, health.Bits[2].Entropy);
        Assert.Equal(-1 / 6.0 * Math.Log2(1 / 6.0) - 5 / 6.0 * Math.Log2(5 / 6.0), health.Bits[3].Entropy, 12);
        Assert.Equal((0, 1, -1.0), (health.MostCorrelated[0].One, health.MostCorrelated[0].Other, Math.Round(health.MostCorrelated[0].Correlation, 12)));
        // Bits 0 and 3: P(both) = 1/6, against 1/2 · 1/6.
        var half = (1 / 6.0 - 1 / 12.0) / Math.Sqrt(0.25 * 5 / 36);
        Assert.Equal((1 + half + half) / 6, health.MeanCorrelation, 12);
        Assert.Equal((3, 5 / 6.0, 3), (health.DistinctCodes, health.IdenticalShare, health.LargestGroup));
        // Of one category: 0-1 at 0, 0-2 and 1-2 at 1, 3-4 at 0. Of two: 2, 2, 3 with each of the other three, and 0 from 5 to 3 and 4.
        Assert.Equal([2, 2, 0, 0, 0], health.Within);
        Assert.Equal([2, 0, 6, 3, 0], health.Across);
        Assert.Equal(0.5, health.TiedWithin);
    }

    [Fact]
    public void Inspecting_OfAModel_MeasuresWhatItMakesOfThePhotos()
    {
        var health = InspectingCodes.Run(shop.Path, CodeShop.Model);
        Assert.Equal(CodeShop.Bits, health.Bits.Count);
        var items = new StoreItems(shop.Store);
        ulong[] codes = [.. shop.Loaded.EncodeItems(items, ItemField.Photo, [.. Enumerable.Range(0, shop.Store.Count)]).SelectMany(block => block.Codes!)];
        Assert.Equal(codes.Distinct().Count(), health.DistinctCodes);
        for (var bit = 0; bit < CodeShop.Bits; bit++)
            Assert.Equal(codes.Average(code => (double)(code >> bit & 1)), health.Bits[bit].Balance, 12);
        Assert.Equal(shop.Store.Count * (shop.Store.Count - 1L) / 2, health.Within.Sum() + health.Across.Sum());
        Assert.NotEqual(health.Bits, InspectingCodes.Run(shop.Path, CodeShop.Model, ItemField.Title).Bits);
    }

    [Fact]
    public void Inspecting_OfAModelWithoutCodes_IsRefusedInASentence()
    {
        var error = Assert.Throws<UsageException>(() => InspectingCodes.Run(shop.Path, "none"));
        Assert.Contains("none", error.Message, StringComparison.Ordinal);
    }
}
