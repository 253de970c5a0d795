using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Shop;

namespace Vitrine.Search.Tests.Fields;

/// <summary>Filters, counts and orders of a shop: what a loop over its products gives.</summary>
public sealed class ShopFieldsTests : IDisposable
{
    private const int Products = 60;
    private readonly FieldShop shop = new(Products);

    public void Dispose() => shop.Dispose();

    [Fact]
    public void All_OfAShop_AreItsAttributesAndNumbers()
    {
        using var search = shop.Open();
        Assert.Equal(["category Branch", "colour Text", "price Number", "price (text) Text", "size Text"], search.Fields.All.Select(field => $"{field.Name} {field.Kind}"));
    }

    [Fact]
    public void Answer_WithoutWords_ShowsAllThatPasses()
    {
        Assert.Equal(Numbers(_ => true), Found(new ShopQuery()));
        Assert.Equal(Numbers(number => number % 3 == 1), Found(new ShopQuery { Where = Where(("colour", new FieldCondition.OneOf("Green"))) }));
        Assert.Equal(Numbers(number => number % 3 != 0 && number is >= 10 and <= 30),
            Found(new ShopQuery { Where = Where(("colour", new FieldCondition.OneOf("Green", "blue")), ("price", new FieldCondition.Between(10, 30))) }));
        Assert.Equal(Numbers(number => number % 2 == 1), Found(new ShopQuery { Where = Where(("SIZE", new FieldCondition.OneOf("L"))) }));
        Assert.Equal(Numbers(number => number % 6 == 0), Found(new ShopQuery { Category = "sale" }));
        Assert.Equal([7], Found(new ShopQuery { Where = Where(("price", new FieldCondition.OneOf("7"))) }));
        Assert.Equal([], Found(new ShopQuery { Where = Where(("colour", new FieldCondition.OneOf("purple"))) }));
    }

    [Fact]
    public void Answer_Words_AreFilteredCountedAndSorted()
    {
        using var search = shop.Open();
        var answer = search.Answer(new ShopQuery
        {
            Text = "shirt",
            Count = 5,
            Offset = 2,
            Sort = new SortBy("price", IsDescending: true),
            Facets = ["colour", "size", "price", "category"],
            Where = Where(("colour", new FieldCondition.OneOf("red")), ("price", new FieldCondition.Between(null, 40))),
        });
        int[] expected = [.. Numbers(number => number % 3 == 0 && number % 6 != 0 && number <= 40)];
        Assert.Equal(expected.Reverse().Skip(2).Take(5), answer.Hits.Select(Number));
        Assert.Equal((expected.Length, true), (answer.Total, answer.IsTotalExact));
        // As if no colour was chosen: what else could be.
        Assert.Equal(["Green", "blue", "red"], answer.Facets[0].Values.Select(value => value.Text).Order(StringComparer.Ordinal));
        Assert.Equal(["S 7", "L 7"], answer.Facets[1].Values.OrderByDescending(value => value.Text).Select(value => $"{value.Text} {value.Count}"));
        Assert.Equal((3.0, 57.5), (answer.Facets[2].Least, answer.Facets[2].Greatest));
        Assert.Equal(["Clothes", "Clothes/Tops", "Clothes/Tops/Shirts"], answer.Facets[3].Values.Select(value => value.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Answer_ValuesThatDifferInLetterCase_AreOne()
    {
        shop.Change(writer =>
        {
            foreach (var (number, brand) in new[] { "Nike", "NIKE", "Nike", "nike", "Puma" }.Index())
                writer.Put(new ProductData($"B{number}", "cap", ["Clothes", "Caps"]) { Attributes = Words.WordShop.Attributes(("brand", brand)) }, []);
        });
        shop.Index();
        using var search = shop.Open();
        var answer = search.Answer(new ShopQuery { Text = "cap", Facets = ["brand"], Where = Where(("brand", new FieldCondition.OneOf("nike"))) });
        Assert.Equal(["B0", "B1", "B2", "B3"], answer.Hits.Select(hit => hit.Product.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["Nike 4", "Puma 1"], answer.Facets[0].Values.Select(value => $"{value.Text} {value.Count}"));
    }

    [Fact]
    public void Answer_CategoriesOfOneName_CountOnceEach()
    {
        using var search = shop.Open();
        var counted = search.Answer(new ShopQuery { Facets = ["category"] }).Facets[0].Values.ToDictionary(value => value.Text, value => value.Count);
        Assert.Equal(10, counted["Shoes/Boots"]);
        Assert.Equal(10, counted["Sale/Boots"]);
        Assert.Equal(50, counted["Clothes"]);
    }

    [Theory]
    [InlineData("shirt under 20", "Only products with price of at most 20.")]
    [InlineData("shirt over 10 under 20", "Only products with price of at least 10.")]
    [InlineData("shirt 20 €", "Only products with price of at most 20.")]
    [InlineData("shirt price at least 10", "Only products with price of at least 10.")]
    [InlineData("shirt size L", "Only products with size l.")]
    [InlineData("shirt colour green", "Only products with colour green.")]
    public void Answer_AConditionInWords_IsOneOnAField(string text, string note)
    {
        using var search = shop.Open();
        var answer = search.Answer(new ShopQuery { Text = text, Count = Products });
        Assert.Contains(note, answer.Understood.Notes);
        var condition = answer.Understood.Conditions;
        Assert.Equal(Numbers(number => number % 6 != 0 && Passes(number, condition)), answer.Hits.Select(Number).Order());
    }

    [Theory]
    [InlineData("cheap shirt", "'cheap' was not looked at: sort by the price, or say how much it may be.")]
    [InlineData("shirt at least 4 stars", "'at least 4' was not looked at: the products have no rating.")]
    public void Answer_WhatNoFieldSays_IsLeftOutAndTold(string text, string note)
    {
        using var search = shop.Open();
        var answer = search.Answer(new ShopQuery { Text = text, Count = Products });
        Assert.Equal([note], answer.Understood.Notes);
        Assert.Empty(answer.Understood.Conditions);
        Assert.Equal(Numbers(number => number % 6 != 0), answer.Hits.Select(Number).Order());
    }

    [Fact]
    public void Answer_OnlyAConditionInWords_ShowsAllThatMeetIt() => Assert.Equal(Numbers(number => number <= 5), Found(new ShopQuery { Text = "under 5" }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Update_AfterChanges_IsWhatAnIndexFromNothingIs(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 4; round++)
        {
            shop.Change(writer =>
            {
                for (var change = 0; change < 20; change++)
                {
                    var number = random.Next(2 * Products);
                    if (random.Next(3) == 0)
                        writer.Remove(FieldShop.Product(number).Id);
                    else
                        writer.Put(FieldShop.Product(number) with { Attributes = Words.WordShop.Attributes(("colour", $"shade {random.Next(5)}")) }, []);
                }
            });
            shop.Index();
            var changed = Everything();
            Directory.Delete(Path.Combine(shop.Path, "index", "fields"), recursive: true);
            shop.Index();
            Assert.Equal(Everything(), changed);
        }
    }

    [Fact]
    public void Update_AfterACrashBehindTheCommit_IsWhatTheProductsAre()
    {
        var digests = Path.Combine(shop.Path, "index", "fields", "products.rows");
        var before = File.ReadAllBytes(digests);
        shop.Change(writer =>
        {
            writer.Put(FieldShop.Product(Products), []);
            writer.Put(FieldShop.Product(5) with { Attributes = Words.WordShop.Attributes(("colour", "mauve")) }, []);
        });
        shop.Index();
        File.WriteAllBytes(digests, before); // the process was ended between the index and what it holds
        shop.Change(writer =>
        {
            writer.Remove(FieldShop.Product(Products).Id);
            writer.Put(FieldShop.Product(5), []);
        });
        shop.Index();
        Assert.Equal(Numbers(_ => true), Found(new ShopQuery()));
        Assert.Equal(Numbers(number => number % 3 == 2), Found(new ShopQuery { Where = Where(("colour", new FieldCondition.OneOf("blue"))) }));
    }

    [Fact]
    public void Update_ANewField_IsThere()
    {
        shop.Change(writer => writer.Put(FieldShop.Product(5) with { Attributes = Words.WordShop.Attributes(("sleeve", "long")) }, []));
        shop.Index();
        Assert.Equal([5], Found(new ShopQuery { Where = Where(("sleeve", new FieldCondition.OneOf("long"))) }));
    }

    [Fact]
    public void Answer_WhatDoesNotFit_SaysWhatIsThere()
    {
        using var search = shop.Open();
        Assert.Contains("colour", Refused(new ShopQuery { Where = Where(("color", new FieldCondition.OneOf("red"))) }).Hint);
        Assert.Contains("colour", Refused(new ShopQuery { Facets = ["color"] }).Hint);
        Assert.Contains("holds texts", Refused(new ShopQuery { Where = Where(("colour", new FieldCondition.Between(1, 2))) }).Message);
        Assert.Contains("'cheap'", Refused(new ShopQuery { Where = Where(("price", new FieldCondition.OneOf("cheap"))) }).Message);
        Assert.Contains("Sort by a number: price", Refused(new ShopQuery { Sort = new SortBy("colour") }).Hint);
        Assert.Contains("no finite number", Refused(new ShopQuery { Where = Where(("price", new FieldCondition.Between(double.NaN, null))) }).Message);

        UsageException Refused(ShopQuery query) => Assert.Throws<UsageException>(() => search.Answer(query));
    }

    [Fact]
    public void Open_AfterAChange_NamesTheCommand()
    {
        shop.Change(writer => writer.Remove("P001"));
        Assert.Contains("vitrine index", Assert.Throws<UsageException>(shop.Open).Hint);
    }

    private static Dictionary<string, FieldCondition> Where(params (string Field, FieldCondition Condition)[] conditions) => conditions.ToDictionary(one => one.Field, one => one.Condition);

    private static bool Passes(int number, IReadOnlyDictionary<string, FieldCondition> conditions) => conditions.All(condition => condition.Value switch
    {
        FieldCondition.Between(var from, var to) => number >= (from ?? double.MinValue) && number <= (to ?? double.MaxValue),
        FieldCondition.OneOf(["L"]) => number % 2 == 1,
        _ => number % 3 == 1,
    });

    private static IEnumerable<int> Numbers(Func<int, bool> passes) => Enumerable.Range(0, Products).Where(passes);

    private static int Number(ProductHit hit) => int.Parse(hit.Product.Id[1..], System.Globalization.CultureInfo.InvariantCulture);

    private List<int> Found(ShopQuery query)
    {
        using var search = shop.Open();
        return [.. search.Answer(query with { Count = 2 * Products }).Hits.Select(Number)];
    }

    private List<string> Everything()
    {
        using var search = shop.Open();
        var answer = search.Answer(new ShopQuery { Count = 4 * Products, Sort = new SortBy("price"), Facets = ["colour", "size", "category"] });
        return [.. answer.Hits.Select(hit => hit.Product.Id), .. answer.Facets.SelectMany(facet => facet.Values.Select(value => $"{facet.Field.Name} {value.Text} {value.Count}").Order(StringComparer.Ordinal))];
    }
}
