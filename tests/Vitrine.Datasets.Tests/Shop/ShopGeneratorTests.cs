using Vitrine.Catalogue;
using Vitrine.Datasets.Shop;

namespace Vitrine.Datasets.Tests.Shop;

public class ShopGeneratorTests
{
    private static readonly SyntheticShop Shop = ShopGenerator.Generate(new ShopOptions(600, Seed: 5));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(37)]
    [InlineData(600)]
    public void Generate_AnyCount_GivesExactlyThatMany(int count)
    {
        var shop = ShopGenerator.Generate(new ShopOptions(count));

        Assert.Equal(count, shop.Products.Count);
        Assert.Equal(count, shop.Products.Select(p => p.Id).Distinct().Count());
    }

    [Fact]
    public void Generate_NoProducts_IsAUsageError() => Assert.Throws<UsageException>(() => ShopGenerator.Generate(new ShopOptions(0)));

    [Fact]
    public void Generate_SameSeed_GivesTheSameTableDrawingsAndChanges()
    {
        var again = ShopGenerator.Generate(new ShopOptions(600, Seed: 5));

        Assert.Equal(Table(Shop), Table(again));
        Assert.Equal(Shop.Products.Select(p => p.Svg), again.Products.Select(p => p.Svg));
        Assert.Equal(Shop.Changes.Select(c => (c.Reference, c.Caption)), again.Changes.Select(c => (c.Reference, c.Caption)));
    }

    [Fact]
    public void Generate_OtherSeed_GivesAnotherShop() => Assert.NotEqual(Table(Shop), Table(ShopGenerator.Generate(new ShopOptions(600, Seed: 6))));

    [Fact]
    public void Categories_OfTheShop_AreAThreeLayerTreeOfTwentyFive()
    {
        var paths = Shop.Products.Select(p => string.Join('/', p.CategoryPath)).Distinct().ToArray();

        Assert.Equal(25, paths.Length);
        Assert.All(paths, p => Assert.Equal(3, p.Split('/').Length));
        Assert.Equal(3, paths.Select(p => p.Split('/')[0]).Distinct().Count());
    }

    [Fact]
    public void Changes_OfEveryReference_LeadExactlyToTheNamedTargets()
    {
        var products = Shop.Products.ToDictionary(p => p.Id);
        Assert.True(Shop.Changes.Count > Shop.Products.Count);
        foreach (var change in Shop.Changes)
        {
            var reference = products[change.Reference];
            var wanted = products[change.Targets[0]].Attributes;
            Assert.Equal(change.Attributes, reference.Attributes.Count);
            Assert.Equal(change.Changed, reference.Attributes.Keys.Where(a => reference.Attributes[a] != wanted[a]));
            Assert.InRange(change.Changed.Count, 1, 3);
            // By brute force over the shop: all products of that kind, and no others.
            var matches = Shop.Products.Where(p => p.CategoryPath.SequenceEqual(reference.CategoryPath) && wanted.All(a => p.Attributes[a.Key] == a.Value)).Select(p => p.Id);
            Assert.Equal(matches.Order(), change.Targets.Order());
            Assert.DoesNotContain(change.Reference, change.Targets);
        }
    }

    [Fact]
    public void Changes_ShareOfChangedAttributes_Varies()
    {
        var counts = Shop.Changes.CountBy(c => c.Changed.Count).ToDictionary();

        Assert.All([1, 2, 3], n => Assert.True(counts.GetValueOrDefault(n) > Shop.Changes.Count / 10));
    }

    [Fact]
    public void Captions_ThatChangeTheColour_NameTheNewOne()
    {
        var products = Shop.Products.ToDictionary(p => p.Id);
        foreach (var change in Shop.Changes.Where(c => c.Changed.Contains("colour")))
        {
            var names = ShopPalette.Colours[products[change.Targets[0]].Attributes["colour"]].Adjectives;
            Assert.Contains(names, n => change.Caption.Contains(n, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Titles_SayMostColoursButNotAll()
    {
        bool SaysItsColour(ShopProduct p) =>
            ShopPalette.Colours[p.Attributes["colour"]].Adjectives.Any(n => p.Title.Contains(n, StringComparison.OrdinalIgnoreCase));

        Assert.InRange(Shop.Products.Average(p => SaysItsColour(p) ? 1.0 : 0), 0.65, 0.95);
        Assert.DoesNotContain(Shop.Products, p => p.Title.Contains("  ", StringComparison.Ordinal) || p.Title.Trim() != p.Title);
    }

    [Fact]
    public void Look_WithAnotherValue_EqualsOnlyWhenAllValuesDo()
    {
        var look = new Look(new Dictionary<string, string> { ["colour"] = "red", ["cut"] = "slim" });

        Assert.NotEqual(look, look.With("colour", "blue"));
        Assert.Equal(look, look.With("colour", "blue").With("colour", "red"));
    }

    private static string Table(SyntheticShop shop)
    {
        using var text = new StringWriter();
        ShopWriter.WriteTable(shop, text);
        return text.ToString();
    }
}
