using Vitrine.Catalogue;
using Vitrine.Search.Live;
using Vitrine.Search.Shop;
using Vitrine.Search.Tests.Words;
using Vitrine.Search.Traits;

namespace Vitrine.Search.Tests.Traits;

/// <summary>A shop that no model looks at, as one without photos: what the store says of its products decides.</summary>
public sealed class SaidTraitsTests : IDisposable
{
    private readonly WordShop shop = new(Products(), "english");

    [Theory]
    [InlineData("laptop", "Laptops", null)]
    [InlineData("laptops", "Laptops", null)]
    [InlineData("laptop stand", "Stands", null)]
    [InlineData("silver laptop", "Laptops", "silver")]
    [InlineData("black stand", "Stands", "black")]
    public void Answer_AKind_IsWhatTheStoreSaysThatItIs(string text, string kind, string? colour)
    {
        using var search = shop.OpenSearch();
        var hits = search.Answer(new ShopQuery { Text = text }).Hits;
        var right = hits.Take(4).ToArray();
        Assert.Equal(4, right.Length);
        Assert.All(right, hit => Assert.Equal(kind, hit.CategoryPath[^1]));
        Assert.All(right, hit => Assert.True(colour is null || hit.Product.Attributes["colour"].Contains(colour)));
    }

    [Fact]
    public void TryOpenSaid_OtherProducts_IsReadAnew()
    {
        Assert.Null(TraitWriter.TryOpenSaid(shop.Store));
        var traits = TraitWriter.UpdateSaid(shop.Store);
        Assert.Equal([Trait.Kind, "colour"], traits.Traits.Select(trait => trait.Name).Order());
        Assert.False(traits.AreLearned);
        Assert.NotNull(TraitWriter.TryOpenSaid(shop.Store));
        shop.Put([new ProductData("new", "Lenovo X1 notebook", ["Computers", "Laptops"])]);
        using var later = CatalogueStore.Open(shop.Path);
        Assert.Null(TraitWriter.TryOpenSaid(later));
        Assert.Equal(later.Count, TraitWriter.UpdateSaid(later).Rows);
    }

    [Fact]
    public void Next_WhileProductsChange_SaysWhatTheyAreNow()
    {
        var live = LiveTraits.OfStore(shop.Store);
        var kind = live.Current.Traits.Index().Single(trait => trait.Item.IsKind).Index;
        shop.Put([new ProductData("S0", "Dell Inspiron 15", ["Computers", "Laptops"]), new ProductData("new", "Lenovo X1 notebook", ["Computers", "Laptops"])]);
        using var later = CatalogueStore.Open(shop.Path);
        var (_, _, said) = live.Next(later).Columns(kind);
        Assert.All(new[] { "S0", "new", "L0" }, id => Assert.EndsWith("Laptops", live.Current.Traits[kind].Values[said[later.Find(id)!.Row]]));
        live.Keep(later);
        Assert.Equal(later.Count, TraitWriter.TryOpenSaid(later)!.Rows);
    }

    public void Dispose() => shop.Dispose();

    private static IEnumerable<ProductData> Products()
    {
        foreach (var colour in new[] { "silver", "black" })
        {
            for (var i = 0; i < 8; i++)
            {
                var number = colour == "silver" ? i : i + 8;
                yield return new ProductData($"L{number}", $"Dell Inspiron 1{number} notebook with {number + 4} GB", ["Computers", "Laptops"]) { Attributes = WordShop.Attributes(("colour", colour)) };
                yield return new ProductData($"S{number}", $"Laptop stand No. {number}, folds, for every laptop", ["Computers", "Stands"]) { Attributes = WordShop.Attributes(("colour", colour)) };
            }
        }
    }
}
