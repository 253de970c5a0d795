using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Shop;

namespace Vitrine.Search.Tests.Fields;

/// <summary>What is asked of a product has to be true of one of its variants.</summary>
public sealed class VariantFieldsTests
{
    [Theory]
    [InlineData("size=42", "A B")]
    [InlineData("colour=red", "A B C")]
    [InlineData("colour=RED size=42", "A")] // of B, 42 is blue
    [InlineData("colour=red size=42 price=..60", "")]
    [InlineData("colour=red size=42 price=..70", "A")]
    [InlineData("price=75..", "B")] // though it begins at 50
    [InlineData("price=..55 stock=1..", "B C")]
    [InlineData("price=..50 stock=1..", "C")] // the one of B that costs so little is out of stock
    [InlineData("brand=Runner colour=blue", "B")] // the brand is the product's
    [InlineData("width=wide size=43", "A")] // told of no variant, but of the product
    [InlineData("category=Shoes/Runner size=42", "B")]
    public void Answer_Conditions_HoldOfOneVariant(string where, string expected)
    {
        using var shop = new FieldShop(Products);
        using var search = shop.Open();
        var conditions = Conditions(where);
        Assert.Equal(expected, Ids(search.Answer(new ShopQuery { Where = conditions })));
        Assert.Equal(expected, Ids(search.Answer(new ShopQuery { Where = conditions, Text = "shoe" })));
    }

    [Fact]
    public void Answer_Facets_AreOfProductsWhoseVariantPasses()
    {
        using var shop = new FieldShop(Products);
        using var search = shop.Open();
        var counted = search.Answer(new ShopQuery { Where = Conditions("colour=red size=42"), Facets = ["size", "brand"] }).Facets;
        Assert.Equal("40 1, 41 2, 42 1, 43 1", Counts(counted[0])); // as if no size was chosen, of what is red
        Assert.Equal("Walker 1", Counts(counted[1]));
        Assert.Equal("blue 2, red 3", Counts(search.Answer(new ShopQuery { Where = Conditions("price=..70"), Facets = ["colour"] }).Facets[0]));
        var prices = search.Answer(new ShopQuery { Facets = ["price"] }).Facets[0];
        Assert.Equal((45.0, 80.0), (prices.Least, prices.Greatest)); // at which something is sold, not from which on
        var stock = search.Answer(new ShopQuery { Where = Conditions("brand=Runner price=..60"), Facets = ["stock"] }).Facets[0];
        Assert.Equal((0.0, 4.0), (stock.Least, stock.Greatest)); // of those at 50 and 55
        Assert.Equal("Shoes 3, Shoes/Runner 1, Shoes/Walker 2", Counts(search.Answer(new ShopQuery { Where = Conditions("colour=red"), Facets = ["category"] }).Facets[0]));
    }

    [Fact]
    public void Answer_WordsBesideAValue_LeaveTheFacetOfItWhole()
    {
        using var shop = new FieldShop(Products);
        using var search = shop.Open();
        var sizes = search.Answer(new ShopQuery { Text = "red shoe", Where = Conditions("size=42"), Facets = ["size"] }).Facets[0];
        Assert.Equal("40 1, 41 2, 42 2, 43 2", Counts(sizes)); // those of A and of B in red can still be chosen
    }

    [Theory]
    [InlineData("red wing boots", "colour=blue", "W")] // a word of the title chooses no variant
    [InlineData("blue boots", "colour=red", "W")] // the condition is about the colour, and says which
    [InlineData("blue boots", "size=41", "")]
    public void Answer_WordsThatTheTitleOrAConditionAnswers_ChooseNoVariant(string text, string where, string expected)
    {
        using var shop = new FieldShop([Shoe("W", "Red Wing boots", ("red", "41", 50, 1), ("blue", "42", 50, 1))]);
        using var search = shop.Open();
        Assert.Equal(expected, Ids(search.Answer(new ShopQuery { Text = text, Where = Conditions(where) })));
    }

    [Theory]
    [InlineData("colour=blue sale=..25", "")] // the sale is of the red one
    [InlineData("colour=red sale=..25", "S")]
    [InlineData("colour=red size=44", "")] // the one of no colour is not red
    [InlineData("colour=green size=42", "S")] // said of the product alone
    [InlineData("price=..10", "")] // each variant has its own price, whatever the product says
    [InlineData("price=..30 size=44", "S")]
    public void Answer_WhatSomeVariantsSay_IsNotSaidOfOthers(string where, string expected)
    {
        var product = Shoe("S", "Walker", ("red", "41", 30, 1), ("blue", "42", 30, 1), ("", "44", 30, 1));
        var numbers = new Dictionary<string, double>(product.Numbers) { ["sale"] = 20, ["price"] = 9 };
        var attributes = product.Attributes.ToDictionary();
        attributes["colour"] = ["red", "blue", "green"];
        var first = product.Variants[0] with { Numbers = new Dictionary<string, double>(product.Variants[0].Numbers) { ["sale"] = 20 } };
        using var shop = new FieldShop([product with { Numbers = numbers, Attributes = attributes, Variants = [first, .. product.Variants.Skip(1)] }]);
        using var search = shop.Open();
        Assert.Equal(expected, Ids(search.Answer(new ShopQuery { Where = Conditions(where) })));
    }

    [Fact]
    public void Update_AnInterruptionBetweenTheTwoIndexes_IsMadeGood()
    {
        using var shop = new FieldShop(Products);
        var fields = Path.Combine(shop.Path, "index", "fields");
        Copy(fields, fields + ".before");
        shop.Change(writer => writer.Put(Shoe("D", "Runner", ("green", "42", 50, 3), ("blue", "44", 80, 3)), []));
        shop.Index();
        // The variants are of this state, the fields of the one before, to which the shop goes back.
        Directory.Delete(fields, recursive: true);
        Directory.Move(fields + ".before", fields);
        shop.Change(writer => writer.Remove("D"));
        Assert.Throws<UsageException>(shop.Open);
        shop.Index();
        using var search = shop.Open();
        Assert.Equal("", Ids(search.Answer(new ShopQuery { Where = Conditions("colour=blue size=44") })));
        Assert.Equal("A", Ids(search.Answer(new ShopQuery { Where = Conditions("colour=red size=42") })));
    }

    [Fact]
    public void Open_VariantsOfAnotherForm_AreIndexedAnew()
    {
        using var shop = new FieldShop(Products);
        using (var writer = new Vitrine.Index.FolderIndexes(Path.Combine(shop.Path, "index")).Change("variants"))
        {
            writer.Properties["dataHash"] = writer.Properties["dataHash"].Split('/', 2)[1]; // as before a form was noted
            writer.Commit(TestContext.Current.CancellationToken);
        }

        Assert.Contains("vitrine index", Assert.Throws<UsageException>(shop.Open).Hint);
        shop.Index();
        using var search = shop.Open();
        Assert.Equal("A", Ids(search.Answer(new ShopQuery { Where = Conditions("colour=red size=42") })));
    }

    [Fact]
    public void Update_AProductOfALongId_IsChanged()
    {
        var id = new string('x', 1000);
        using var shop = new FieldShop([Shoe(id, "Walker", ("red", "41", 50, 1), ("blue", "42", 50, 1))]);
        shop.Change(writer => writer.Put(Shoe(id, "Walker", ("red", "41", 50, 1), ("green", "42", 50, 1)), []));
        shop.Index();
        using var search = shop.Open();
        Assert.Equal(id, Ids(search.Answer(new ShopQuery { Where = Conditions("colour=green size=42") })));
        Assert.Empty(search.Answer(new ShopQuery { Where = Conditions("colour=blue size=42") }).Hits);
    }

    [Fact]
    public void Answer_WordsBesideAValue_MeanOneVariant()
    {
        using var shop = new FieldShop(Products);
        using var search = shop.Open();
        Assert.Equal("A", Ids(search.Answer(new ShopQuery { Text = "red shoe", Where = Conditions("size=42") })));
        Assert.Equal("B", Ids(search.Answer(new ShopQuery { Text = "blue shoe", Where = Conditions("size=42") })));
    }

    [Fact]
    public void Update_VariantsThatChangeOrGo_AreSearchedAsTheyAre()
    {
        using var shop = new FieldShop(Products);
        Change(writer =>
        {
            writer.Put(Shoe("A", "Walker", ("red", "41", 60, 2)), []);
            writer.Put(Shoe("B", "Runner", ("red", "42", 50, 3), ("blue", "44", 80, 3)), []);
            writer.Put(Shoe("D", "Runner", ("green", "42", 50, 3), ("blue", "44", 80, 3)), []);
            writer.Remove("C");
        });
        Assert.Equal("B", Asked("colour=red size=42"));
        Assert.Equal("B D", Asked("colour=blue size=44"));
        Assert.Equal("A B", Asked("colour=red"));
        Change(writer => writer.Remove("B"));
        Assert.Equal("", Asked("colour=red size=42"));
        Assert.Equal("D", Asked("colour=blue size=44"));

        string Asked(string where)
        {
            using var search = shop.Open();
            return Ids(search.Answer(new ShopQuery { Where = Conditions(where) }));
        }

        void Change(Action<StoreWriter> change)
        {
            shop.Change(change);
            shop.Index();
        }
    }

    [Fact]
    public void Open_FieldsOfBeforeVariantsWereTold_AreIndexedAnew()
    {
        using var shop = new FieldShop(Products);
        Directory.Delete(Path.Combine(shop.Path, "index", "variants"), recursive: true);
        var error = Assert.Throws<UsageException>(shop.Open);
        Assert.Contains("vitrine index", error.Hint);
        shop.Index();
        using var search = shop.Open();
        Assert.Equal("A", Ids(search.Answer(new ShopQuery { Where = Conditions("colour=red size=42") })));
    }

    private static ProductData[] Products =>
    [
        Shoe("A", "Walker", ("red", "41", 65, 0), ("red", "42", 65, 2), ("blue", "43", 65, 2)),
        Shoe("B", "Runner", ("red", "41", 50, 0), ("blue", "42", 55, 4), ("red", "43", 80, 1)),
        Shoe("C", "Walker", ("red", "40", 45, 1)),
    ];

    // The product says what its variants are together, as an import has it.
    private static ProductData Shoe(string id, string brand, params (string Colour, string Size, double Price, double Stock)[] variants) => new(id, $"{brand} shoe", ["Shoes", brand])
    {
        Attributes = new Dictionary<string, IReadOnlyList<string>>
        {
            ["brand"] = [brand],
            ["width"] = [id == "A" ? "wide" : "narrow"],
            ["colour"] = [.. variants.Select(variant => variant.Colour).Where(colour => colour.Length > 0).Distinct()],
            ["size"] = [.. variants.Select(variant => variant.Size).Distinct()],
        },
        Numbers = Numbers(variants.Min(variant => variant.Price), variants.Min(variant => variant.Stock)),
        Variants = variants.Length == 1 ? [] : [.. variants.Select(variant => new Variant($"{id}-{variant.Size}", Words.WordShop.Attributes([.. variant.Colour.Length > 0 ? [("colour", variant.Colour)] : Array.Empty<(string, string)>(), ("size", variant.Size)]), Numbers(variant.Price, variant.Stock)))],
    };

    private static Dictionary<string, double> Numbers(double price, double stock) => new() { ["price"] = price, ["stock"] = stock };

    private static Dictionary<string, FieldCondition> Conditions(string where) => where.Split(' ').Select(one => one.Split('=')).ToDictionary(one => one[0], one => one[1].Contains("..", StringComparison.Ordinal)
        ? new FieldCondition.Between(Bound(one[1].Split("..")[0]), Bound(one[1].Split("..")[1]))
        : (FieldCondition)new FieldCondition.OneOf(one[1]));

    private static double? Bound(string text) => text.Length == 0 ? null : double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Ids(ShopAnswer answer) => string.Join(' ', answer.Hits.Select(hit => hit.Product.Id).Order(StringComparer.Ordinal));

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static string Counts(ShopFacet facet) => string.Join(", ", facet.Values.Select(value => $"{value.Text} {value.Count}").Order(StringComparer.Ordinal));
}
