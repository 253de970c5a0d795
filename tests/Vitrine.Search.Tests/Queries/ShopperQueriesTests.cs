using Vitrine.Catalogue;
using Vitrine.Search.Queries;

namespace Vitrine.Search.Tests.Queries;

/// <summary>Queries made of the values of a shop's products.</summary>
public sealed class ShopperQueriesTests
{
    private static readonly string[] ColourGenderKind = ["colour", "gender", "category"];

    [Fact]
    public void Make_AttributesByName_SaysTheirValuesInThisOrder()
    {
        using var shop = WordShop.OfClothes();
        var queries = BothParts(shop, ColourGenderKind);
        Assert.Contains("navy blue men t-shirts", queries.Select(query => query.Text));
        Assert.All(queries, query => Assert.Equal("colour+gender+category", query.Group));
        Assert.Equal(11, queries.Length); // 2 × 3 × 2, but for the green dresses for women
    }

    [Fact]
    public void Make_AnyQuery_HasTheProductsOfAllItsValues()
    {
        using var shop = WordShop.OfClothes();
        foreach (var query in BothParts(shop).Concat(BothParts(shop, ["gender", "colour"])))
        {
            var wanted = query.Key.Split(' ').Aggregate(new List<string>(), Rejoined).Select(value => value.Split('=')).ToArray();
            int[] right = [.. shop.Store.Products().Where(product => wanted.All(value => ValuesOf(shop.Store, product, value[0]).Contains(value[1]))).Select(product => product.Row)];
            Assert.Equal(right, query.Relevant);
            Assert.True(right.Length >= 5);
        }
    }

    [Fact]
    public void Make_LeastProducts_LeavesRarerValuesOut()
    {
        using var shop = WordShop.OfClothes();
        Assert.Equal(12, BothParts(shop, least: 4, attributes: ColourGenderKind).Length);
        Assert.Empty(BothParts(shop, least: 7, attributes: ColourGenderKind));
    }

    [Fact]
    public void Make_WithoutNames_UsesWordsOfFewValuesAndTheKind()
    {
        using var shop = WordShop.OfClothes();
        var made = ShopperQueries.Make(shop.Store, new ShopperOptions());
        Assert.Equal(["category", "colour", "gender"], made.Attributes.Order()); // neither style numbers nor years
        Assert.All(made.Queries, query => Assert.Contains("category=", query.Key));
        Assert.Equal(["values-1", "values-2", "values-3"], BothParts(shop).Select(query => query.Group).Distinct().Order());
    }

    [Fact]
    public void Make_BothParts_ShareNoQueryWithAnySeed()
    {
        using var shop = WordShop.OfClothes();
        var (validation, test) = (Of(shop, Part.Validation, 1), Of(shop, Part.Test, 2));
        Assert.NotEmpty(validation);
        Assert.NotEmpty(test);
        Assert.Empty(validation.Intersect(test));

        static IEnumerable<string> Of(WordShop shop, Part part, ulong seed) => ShopperQueries.Make(shop.Store, new() { Part = part, Seed = seed }).Queries.Select(query => query.Key);
    }

    [Fact]
    public void Make_RowsInAnotherOrder_MakesTheSameQueries()
    {
        ProductData[] products = [.. Many()];
        using var shop = new WordShop(products);
        using var reversed = new WordShop(products.Reverse());
        Assert.Equal(Said(shop), Said(reversed));

        static (string, string?)[] Said(WordShop shop)
        {
            var made = ShopperQueries.Make(shop.Store, new() { MostQueries = 20 });
            Assert.Equal(20, made.Queries.Count);
            return [.. made.Queries.SelectMany(query => QueryVariants.All.Select(variant => (query.Key, made.Say(query, variant))))];
        }
    }

    [Fact]
    public void Make_AnotherSeed_MakesOtherQueries()
    {
        using var shop = new WordShop(Many());
        Assert.NotEqual(Of(1), Of(2));

        string[] Of(ulong seed) => [.. ShopperQueries.Make(shop.Store, new() { MostQueries = 20, Seed = seed }).Queries.Select(query => query.Key)];
    }

    [Fact]
    public void Make_FewOfAGroup_GivesItsShareToOthers()
    {
        using var shop = new WordShop(Many());
        var counts = ShopperQueries.Make(shop.Store, new() { MostQueries = 40 }).Queries.CountBy(query => query.Group).ToDictionary();
        Assert.Equal(40, counts.Values.Sum());
        Assert.True(counts["values-1"] < 13 && counts["values-3"] > 13);
    }

    [Theory]
    [InlineData("size")]
    [InlineData("year")]
    [InlineData("colour,colour")]
    [InlineData("colour,gender,category,style,year")]
    public void Make_NamesWithoutQueries_AreRefused(string names)
    {
        using var shop = WordShop.OfClothes();
        Assert.Throws<UsageException>(() => ShopperQueries.Make(shop.Store, new() { Attributes = [names.Split(',')] }));
    }

    [Fact]
    public void Make_OneCategoryWithoutAttributes_MakesNone()
    {
        using var shop = new WordShop(WordShop.Products(20, "Things"));
        Assert.Empty(BothParts(shop));
    }

    [Fact]
    public void Make_OneCategoryWithAttributes_AsksForTheseAlone()
    {
        using var shop = new WordShop(from colour in new[] { "red", "blue", "green", "black" } from product in WordShop.Products(5, "Mugs", $"colour={colour}") select product);
        Assert.Equal(["black", "blue", "green", "red"], BothParts(shop).Select(query => query.Text).Order());
    }

    [Fact]
    public void Make_ValuesOfAScriptWithoutSpaces_SaysThem()
    {
        using var shop = new WordShop(from kind in new[] { "连衣裙", "衬衫" } from colour in new[] { "红", "蓝色" } from product in WordShop.Products(6, kind, $"颜色={colour}") select product);
        var texts = BothParts(shop, ["颜色", "category"]).Select(query => query.Text);
        Assert.Equal(["红 衬衫", "红 连衣裙", "蓝色 衬衫", "蓝色 连衣裙"], texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Make_AnAttributeOfThousandsOfValues_IsLeftOutUnlessNamed()
    {
        var products = Enumerable.Range(0, 500).SelectMany(number => WordShop.Products(3, number % 2 == 0 ? "Cups" : "Plates", $"maker=maker {Letters(number)}"));
        using var shop = new WordShop(products);
        Assert.Equal(["category"], ShopperQueries.Make(shop.Store, new() { LeastProducts = 2 }).Attributes);
        Assert.NotEmpty(ShopperQueries.Make(shop.Store, new() { LeastProducts = 2, Attributes = [["maker", "category"]] }).Queries);
    }

    [Fact]
    public void Make_ThousandsOfCategories_AsksForThem()
    {
        using var shop = new WordShop(Enumerable.Range(0, 1000).SelectMany(number => WordShop.Products(2, $"kind {Letters(number)}")));
        Assert.Equal(300, ShopperQueries.Make(shop.Store, new() { LeastProducts = 2, MostQueries = 300 }).Queries.Count);
    }

    [Fact]
    public void Make_SeveralValuesOfOneAttribute_EachFindsTheProduct()
    {
        using var shop = new WordShop([.. WordShop.Products(6, "Bags", "colour=red|blue"), .. WordShop.Products(6, "Hats", "colour=blue")]);
        var queries = BothParts(shop, ["colour"]).ToDictionary(query => query.Text, query => query.Relevant.Count);
        Assert.Equal((6, 12), (queries["red"], queries["blue"]));
    }

    private static ShopperQuery[] BothParts(WordShop shop, IReadOnlyList<string>? attributes = null, int least = 5) =>
        [.. new[] { Part.Validation, Part.Test }.SelectMany(part => ShopperQueries.Make(shop.Store, new() { Part = part, Attributes = attributes is null ? [] : [attributes], LeastProducts = least }).Queries)];

    // 8 kinds × 6 colours × 4 patterns.
    private static IEnumerable<ProductData> Many() =>
        from kind in new[] { "Sofas", "Lamps", "Rugs", "Desks", "Chairs", "Tables", "Mirrors", "Stools" }
        from colour in new[] { "red", "blue", "green", "black", "white", "yellow" }
        from pattern in new[] { "striped", "plain", "dotted", "checked" }
        from product in WordShop.Products(5, kind, $"colour={colour}", $"pattern={pattern}")
        select product;

    private static string Letters(int number) => string.Concat(number.ToString("D4", System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));

    // A blank within a value is none between two of them.
    private static List<string> Rejoined(List<string> values, string next)
    {
        if (next.Contains('='))
            values.Add(next);
        else
            values[^1] += $" {next}";
        return values;
    }

    private static IEnumerable<string> ValuesOf(CatalogueStore store, Product product, string name) =>
        (name == "category" ? [store.Tree.Path(product.Category)[^1]] : product.Attributes[name]).Select(value => value.ToLowerInvariant());
}
