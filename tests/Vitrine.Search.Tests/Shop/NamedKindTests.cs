using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Shop;
using Vitrine.Search.Tests.Words;

namespace Vitrine.Search.Tests.Shop;

/// <summary>What words of a query say of the kind, the brand or the size of what is asked for.</summary>
public sealed class NamedKindTests
{
    [Theory]
    [InlineData("iphone 15", "Phones")]
    [InlineData("iphone", "Phones")]
    [InlineData("iphone 16", "Phones")]
    [InlineData("iphone 15 case", "Cases")]
    [InlineData("case for iphone 15", "Cases")]
    public void Answer_ANameThatOtherThingsAreFor_FindsWhatHasIt(string text, string kind)
    {
        using var shop = new WordShop(
        [
            .. Enumerable.Range(0, 8).Select(number => new ProductData($"C{number}", $"{new[] { "Clear", "Leather", "Silicone", "Slim" }[number % 4]} case for iPhone {14 + number % 2}", ["Accessories", "Cases"]) { Description = "For the iPhone.", Attributes = WordShop.Attributes(("compatible_with", $"iPhone {14 + number % 2}")) }),
            .. Enumerable.Range(0, 4).Select(number => new ProductData($"P{number}", $"Apple iPhone {14 + number % 2} {128 << number} GB", ["Phones", "Smartphones"])),
            .. Enumerable.Range(0, 4).Select(number => new ProductData($"S{number}", $"Samsung Galaxy S2{number}", ["Phones", "Smartphones"])),
        ], "english");
        using var search = shop.OpenSearch();
        var hits = search.Answer(new ShopQuery { Text = text }).Hits;
        Assert.All(hits.Take(2), hit => Assert.Contains(kind, hit.CategoryPath));
    }

    [Theory]
    [InlineData("trail bike", "Mountain Bikes")] // "trail" is only a word in the name of running shoes
    [InlineData("chain 8 speed", "Chains")]      // and "speed" is counted by the number
    [InlineData("double socket", "Sockets")]     // the thing is named
    [InlineData("family tent", "Tents")]         // a child seat of the tag "family" is none
    public void Answer_AWordBesideAKind_MakesNoOtherKindOfIt(string text, string kind)
    {
        (string Kind, string Title, string Tag)[] kinds =
        [
            ("Trail Running Shoes", "Trail running shoe", "sport"), ("Mountain Bikes", "Hardtail bike", "bike"), ("Road Bikes", "Racing bike", "bike"), ("Folding Bikes", "Folding bike 8 speed", "bike"),
            ("Chains", "Chain 8 spd", "part"), ("Cassettes", "Cassette 8 speed", "part"), ("Sheds", "Shed double door", "house"), ("Sockets", "Wall socket", "house"), ("USB Sockets", "USB socket", "house"), ("Child Seats", "Seat", "family"), ("Tents", "Tunnel", "tent"),
        ];
        using var shop = new WordShop([.. kinds.SelectMany((one, at) => Enumerable.Range(0, 5).Select(number => new ProductData($"P{at}-{number}", $"{one.Title} {"abcde"[number]}", ["Shop", one.Kind]) { Attributes = WordShop.Attributes(("tags", one.Tag)) }))], "english");
        using var search = shop.OpenSearch();
        var answer = search.Answer(new ShopQuery { Text = text });
        Assert.EndsWith(kind.Split(' ')[^1], answer.Hits.Concat(answer.LessLikely).First().CategoryPath[^1]);
    }

    [Fact]
    public void Answer_WhatIsKeptWithThingsAsAccessories_ComesBehindThem()
    {
        using var shop = new WordShop(
        [
            .. Enumerable.Range(0, 4).Select(number => new ProductData($"W{number}", $"Seehafen {number} Edelstahl Damenuhr Quarz", ["Uhren", "Damenuhren"]) { Attributes = WordShop.Attributes(("für", "Damen")) }), .. Enumerable.Range(0, 4).Select(number => new ProductData($"H{number}", $"Regulus {number} Leder Herrenuhr", ["Uhren", "Herrenuhren"]) { Attributes = WordShop.Attributes(("für", "Herren")) }),
            .. Enumerable.Range(0, 4).Select(number => new ProductData($"B{number}", $"Band Edelstahl {number} für Uhren", ["Uhren", "Zubehör", "Uhrenarmbänder"])),
        ], "german");
        using var search = shop.OpenSearch();
        Assert.All(search.Answer(new ShopQuery { Text = "edelstahl uhr" }).Hits.Take(4), hit => Assert.StartsWith("W", hit.Product.Id));
    }

    [Fact]
    public void Answer_ForWhomAThingIs_SaysNothingOfItsKind()
    {
        using var shop = new WordShop(
        [
            .. Enumerable.Range(0, 5).Select(number => new ProductData($"A{number}", $"Floral blouse {number} for women", ["Tops"])), .. Enumerable.Range(0, 5).Select(number => new ProductData($"B{number}", $"Dress {number} for women", ["Dresses"])),
        ], "english");
        using var search = shop.OpenSearch();
        var shares = search.Answer(new ShopQuery { Text = "women" }).Hits.Select(hit => ((MatchProbability)hit.Nearness).Value).ToArray();
        Assert.Equal(10, shares.Length);
        Assert.InRange(shares[0] - shares[^1], 0, 0.1);
    }

    [Fact]
    public void Answer_AMaterialThatIsHalfOfABrand_FindsTheMaterial()
    {
        using var shop = new WordShop(
        [
            .. Enumerable.Range(0, 4).Select(number => Bed($"A{number}", $"Walnut bed {number}", "Oak & Ash")),
            .. Enumerable.Range(0, 4).Select(number => Bed($"B{number}", $"Oak bed {number}", "Slumber")),
        ], "english");
        using var search = shop.OpenSearch();
        Assert.All(search.Answer(new ShopQuery { Text = "oak bed" }).Hits.Take(4), hit => Assert.StartsWith("B", hit.Product.Id));
        Assert.All(search.Answer(new ShopQuery { Text = "oak & ash bed" }).Hits.Take(4), hit => Assert.StartsWith("A", hit.Product.Id));
    }

    [Theory]
    [InlineData("bed", "Beds")]
    [InlineData("beds", "Beds")]
    [InlineData("bedding", "Bedding")]
    public void Answer_KindsOfOneStem_AreTwo(string text, string kind)
    {
        using var shop = new WordShop([.. Enumerable.Range(0, 4).Select(number => new ProductData($"A{number}", $"Duvet cover {number}", ["Bedding"])), .. Enumerable.Range(0, 4).Select(number => new ProductData($"B{number}", $"Ottoman {number}", ["Beds"]))], "english");
        using var search = shop.OpenSearch();
        Assert.All(search.Answer(new ShopQuery { Text = text }).Hits.Take(4), hit => Assert.Equal([kind], hit.CategoryPath));
    }

    [Theory]
    [InlineData("bed 160x200 cm")]
    [InlineData("bed 160x200")]
    [InlineData("160x200 cm bed")]
    [InlineData("bed 160 x 200 cm")]
    public void Answer_AKindAndAMeasure_FindsBeds(string text)
    {
        using var shop = new WordShop(
        [
            .. Enumerable.Range(0, 6).Select(number => new ProductData($"B{number}", $"Bed {number}", ["Beds"]) { Attributes = WordShop.Attributes(("size", number % 2 == 0 ? "160x200 cm" : "90x200 cm")) }),
            .. Enumerable.Range(0, 6).Select(number => new ProductData($"R{number}", $"Rug {number}, 160x230 cm", ["Rugs"])),
        ], "english");
        using var search = shop.OpenSearch();
        Assert.Equal(["B0", "B2", "B4"], search.Answer(new ShopQuery { Text = text }).Hits.Take(3).Select(hit => hit.Product.Id).Order());
    }

    [Theory]
    [InlineData("0 986 424 797")]
    [InlineData("0986424797")]
    [InlineData("0986-424-797")]
    [InlineData("bosch 0 986 424 797")]
    [InlineData("bosch 0986424797")]
    public void Answer_ANumberOfAPart_IsFoundHoweverItIsParted(string text)
    {
        using var shop = new WordShop(
        [
            .. Enumerable.Range(0, 5).Select(number => new ProductData($"A{number}", $"Bosch brake pads {number}", ["Brakes"]) { Attributes = WordShop.Attributes(("oe", $"0 986 424 79{number}"), ("brand", "Bosch")) }),
            new ProductData("X", "Bosch brake pads 9", ["Brakes"]) { Attributes = WordShop.Attributes(("oe", "0 986 424 797"), ("brand", "Bosch")) },
        ], "english");
        using var search = shop.OpenSearch();
        Assert.Equal("X", search.Answer(new ShopQuery { Text = text }).Hits[0].Product.Id);
    }

    [Fact]
    public void Answer_GirlsAndBoys_AreTwoInSpanish()
    {
        using var shop = new WordShop([new ProductData("A", "Camiseta niño azul", ["Camisetas"]), new ProductData("B", "Camiseta niña azul", ["Camisetas"]), new ProductData("C", "Camiseta niños blanca", ["Camisetas"])], "spanish");
        using var search = shop.OpenSearch();
        Assert.Equal("B", search.Answer(new ShopQuery { Text = "camiseta niña" }).Hits[0].Product.Id);
        Assert.Equal("B", search.Answer(new ShopQuery { Text = "camiseta nina" }).Hits[0].Product.Id);
        Assert.Equal("C", search.Answer(new ShopQuery { Text = "camiseta niño blanco" }).Hits[0].Product.Id);
    }

    [Theory]
    [InlineData("galaxy 16", 0.5)]  // there are other ones
    [InlineData("camera", 0.5)]     // said by the way
    [InlineData("seat for car", 0.5)]
    [InlineData("galaxy 14", 1)]
    [InlineData("car", 1)]
    public void Answer_WhatTheShopDoesNotHave_IsNotSure(string text, double most)
    {
        using var shop = new WordShop(
        [
            .. Enumerable.Range(0, 4).Select(number => new ProductData($"P{number}", $"Galaxy {12 + number}", ["Phones"])),
            .. Enumerable.Range(0, 4).Select(number => new ProductData($"L{number}", $"Notebook 16, number {number}", ["Computers"]) { Description = "With a camera." }),
            .. Enumerable.Range(0, 4).Select(number => new ProductData($"C{number}", $"Toy car {number}", ["Cars"])),
        ], "english");
        using var search = shop.OpenSearch();
        var answer = search.Answer(new ShopQuery { Text = text });
        var best = answer.Hits.Concat(answer.LessLikely).Select(hit => ((MatchProbability)hit.Nearness).Value).DefaultIfEmpty(0).Max();
        Assert.InRange(best, most < 1 ? 0 : 0.5, most);
        Assert.All(text.StartsWith("galaxy", StringComparison.Ordinal) ? answer.Hits : [], hit => Assert.StartsWith("P", hit.Product.Id));
    }

    [Theory]
    [InlineData("bed 180x200 under 250", null, "B")]
    [InlineData("bed under 250", null, "A B")]
    [InlineData("bed 90x200 under 250", null, "A B")]
    [InlineData("bed under 250", "180x200 cm", "B")]
    [InlineData("bed 180x200", null, "A B")]
    public void Answer_AnOptionAndAPrice_AreThoseOfOneVariant(string text, string? size, string found)
    {
        using var shop = new WordShop([Sized("A", "Pine bed", ("90x200 cm", 199), ("180x200 cm", 459)), Sized("B", "Oak bed", ("90x200 cm", 149), ("180x200 cm", 239))], "english");
        using var search = shop.OpenSearch();
        var query = new ShopQuery { Text = text, Where = size is null ? new Dictionary<string, FieldCondition>() : new() { ["SIZE"] = new FieldCondition.OneOf(size) } };
        Assert.Equal(found, string.Join(' ', search.Answer(query).Hits.Select(hit => hit.Product.Id).Order()));
    }

    [Fact]
    public void Answer_AValueThatNoProductHas_SaysWhichThereAre()
    {
        using var shop = new WordShop([Bed("A", "Oak bed", "Slumber"), Bed("B", "Pine bed", "Rest")], "english");
        using var search = shop.OpenSearch();
        var answer = search.Answer(new ShopQuery { Text = "bed", Where = new Dictionary<string, FieldCondition> { ["brand"] = new FieldCondition.OneOf("Slumbr") } });
        Assert.Contains("No product has brand 'Slumbr'. There are: Rest, Slumber.", answer.Understood.Notes);
        Assert.Empty(answer.Hits);
    }

    private static ProductData Sized(string id, string title, params (string Size, double Price)[] variants) => new(id, title, ["Beds"])
    {
        Attributes = new Dictionary<string, IReadOnlyList<string>> { ["size"] = [.. variants.Select(variant => variant.Size)] },
        Numbers = new Dictionary<string, double> { ["price"] = variants.Min(variant => variant.Price) },
        Variants = [.. variants.Select(variant => new Variant($"{id}-{variant.Size}", WordShop.Attributes(("size", variant.Size)), new Dictionary<string, double> { ["price"] = variant.Price }))],
    };

    private static ProductData Bed(string id, string title, string brand) => new(id, title, ["Beds"]) { Attributes = WordShop.Attributes(("brand", brand)) };
}
