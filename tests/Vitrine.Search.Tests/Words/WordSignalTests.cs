using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

/// <summary>What words find in a shop.</summary>
public sealed class WordSignalTests
{
    [Fact]
    public void Score_OneTitleWord_IsBm25FByItsDefinition()
    {
        using var shop = WordShop.OfTitles("none", "red boots", "red red hat shop", "green boots");
        var scores = new WordSignal(shop.Index, WordFields.Title).Ask("red").Score([0, 1, 2]);

        // Two of three products have it. Titles have 8/3 words on average, b = 0.3, a title counts 3, k1 = 1.2.
        var idf = Math.Log(1 + (3 - 2 + 0.5) / (2 + 0.5));
        Assert.Equal(idf * Saturated(3 * 1 / (0.7 + 0.3 * 2 / (8 / 3.0))), scores[0]!.Value, 1e-4);
        Assert.Equal(idf * Saturated(3 * 2 / (0.7 + 0.3 * 4 / (8 / 3.0))), scores[1]!.Value, 1e-4);
        Assert.Equal(0, scores[2]);

        static double Saturated(double frequency) => frequency / (1.2 + frequency);
    }

    [Fact]
    public void Score_WordInTwoFields_SaturatesTheirSum()
    {
        using var shop = new WordShop([Boots("A", "colour", "red"), Boots("B", "colour", "blue"), Boots("C", "colour", "blue")], "none");
        var score = new WordSignal(shop.Index).Ask("boots").Score([0])[0]!.Value;
        Assert.Equal(Math.Log(1 + 0.5 / 3.5) * (3 + 2) / (1.2 + 3 + 2), score, 1e-4); // title and category; in every product

        static ProductData Boots(string id, string name, string value) => new(id, "boots", ["Boots"]) { Attributes = WordShop.Attributes((name, value)) };
    }

    [Theory]
    [InlineData("power bank")]
    [InlineData("powerbank")]
    [InlineData("power-bank")]
    public void Best_TwoWordsOrOne_FindsBothWritings(string query)
    {
        using var shop = WordShop.OfTitles("english", "Anker power bank 20 W", "Xiaomi powerbank 10 W", "Power supply of a bank", "Piggy bank", "Power drill", "Lamp");
        Assert.Equal(["P0", "P1"], shop.Find(query).Take(2).Order());
    }

    [Fact]
    public void Best_WordsSideBySide_GoBeforeTheSameWordsApart()
    {
        using var shop = WordShop.OfTitles("english", "Case for Pro phone 13", "Phone case Pro 13", "Phone 13 case blue", "Lamp", "Case", "Phone");
        Assert.Equal("P2", shop.Find("phone 13 case")[0]);
    }

    [Fact]
    public void Best_SomeOfTheWords_FindsThemBehindThoseWithAll()
    {
        using var shop = WordShop.OfTitles(null, "blue hat", "red hat", "red dress", "blue dress");
        Assert.Equal("P2", shop.Find("red dress")[0]);
        Assert.Equal(["P1", "P2", "P3"], shop.Find("red dress xyzzy").Order());
        Assert.Empty(shop.Find("xyzzy"));
    }

    [Theory]
    [InlineData("english", "Red dresses", "dress")]
    [InlineData("english", "Handbag for women", "woman's handbags")]
    [InlineData("english", "Wool scarves", "scarf")]
    [InlineData("english", "Men shirt", "mens")]
    [InlineData("english", "Grey jewellery", "gray jewelry")]
    [InlineData("english", "Coloured pyjamas", "colored pajama")]
    [InlineData("english", "TVs", "tv")]
    [InlineData("english", "Powerbank 20 W", "power bank")]
    [InlineData("english", "Hair dryer", "hairdryer")]
    [InlineData("english", "Hair dryers", "hairdryer")]
    [InlineData("german", "Rote Kleider", "kleid")]
    [InlineData("german", "Sofas", "sofa")]
    [InlineData("german", "Top", "Tops")]
    [InlineData("german", "Babys", "baby")]
    [InlineData("german", "Gläser", "glas")]
    [InlineData("german", "Wohnzimmertische", "wohnzimmertisch")]
    [InlineData("german", "Tisch", "tische")]
    [InlineData("german", "Ärmellose Bluse", "ärmellos")]
    [InlineData("french", "Robes d'été", "robe ete")]
    [InlineData("none", "Café", "cafe\u0301")]
    [InlineData("none", "Crème brûlée", "CREME BRULEE")]
    [InlineData("none", "V-neck jumper", "vneck")]
    [InlineData("none", "Vneck jumper", "v-neck")]
    [InlineData("none", "V neck jumper", "v-neck")]
    [InlineData("none", "赤いワンピース", "ワンピース")]
    [InlineData("none", "เสื้อเชิ้ตสีแดง", "สีแดง")]
    [InlineData("none", "Mug 🎁", "🎁")]
    [InlineData("none", "Ｎｉｋｅ ＡＩＲ", "nike air")]
    public void Best_OtherFormOfAWord_FindsIt(string language, string title, string query)
    {
        using var shop = WordShop.OfTitles(language, "something else", title, "another thing");
        Assert.Equal(["P1"], shop.Find(query));
    }

    [Fact]
    public void Best_LanguageNone_TakesWordsAsTheyAre()
    {
        using var shop = WordShop.OfTitles("none", "red dresses");
        Assert.Empty(shop.Find("dress"));
    }

    [Fact]
    public void Best_WordsThatSayNothing_CountOnlyAlone()
    {
        using var shop = WordShop.OfTitles(null, "the hat", "a dress", "boots");
        Assert.Equal(["P1"], shop.Find("the dress"));
        Assert.Equal(["P0"], shop.Find("the"));
    }

    [Fact]
    public void Best_FieldsThatCount_AreTheOnlyOnes()
    {
        using var shop = new WordShop(
        [
            new ProductData("A", "boots", ["Shoes"]) { Attributes = WordShop.Attributes(("colour", "red"), ("Brand", "Lumina")) },
            new ProductData("B", "red hat", ["Hats"]) { Description = "Goes with boots." },
        ]);
        Assert.Equal(["B", "A"], shop.Find("red"));
        Assert.Equal(["B"], shop.Find("red", fields: WordFields.WithoutAttributes));
        Assert.Equal(["A"], shop.Find("lumina", fields: WordFields.WithoutAttributes));
        Assert.Equal(["A", "B"], shop.Find("boots"));
        Assert.Equal(["B"], shop.Find("boots", fields: WordFields.Description));
    }

    [Fact]
    public void Best_VariantAndFurtherCategory_AreFound()
    {
        using var shop = new WordShop(
        [
            new ProductData("A", "shirt", ["Tops"])
            {
                Variants = [new Variant("A-XL", WordShop.Attributes(("colour", "teal")), new Dictionary<string, double>())],
                FurtherCategories = [["Sale"]],
            },
            new ProductData("B", "shirt", ["Tops"]),
        ]);
        Assert.Equal(["A"], shop.Find("teal"));
        Assert.Equal(["A"], shop.Find("sale"));
        Assert.Equal(["A"], shop.Find("a-xl"));
    }

    [Fact]
    public void Best_Id_IsFoundWholeUnlessItIsAWordOfTheShop()
    {
        using var shop = new WordShop([new ProductData("100", "hat", ["Hats"]), new ProductData("AB/7", "100 % cotton shirt", ["Tops"]), new ProductData("X", "cotton hat", ["Hats"])]);
        Assert.Equal("100", shop.Find("100")[0]);
        Assert.Equal("AB/7", shop.Find("100 cotton")[0]);
        Assert.DoesNotContain("100", shop.Find("100 cotton"));
        Assert.Equal(["AB/7"], shop.Find("ab/7"));
        Assert.Equal(["AB/7"], shop.Find("article AB/7"));
        Assert.Empty(shop.Find("AB"));
    }

    [Fact]
    public void Score_SomeRows_IsWhatBestSaysOfThem()
    {
        using var shop = WordShop.OfTitles(null, "red dress", "red hat", "green hat", "dress");
        var asked = new WordSignal(shop.Index).Ask("red dress");
        var best = asked.Best(10).ToDictionary(found => found.Row, found => found.Score);
        Assert.Equal([best[3], 0, best[0]], asked.Score([3, 2, 0]));
        Assert.Equal([null, null], new WordSignal(shop.Index).Ask("xyzzy").Score([0, 1]));
    }

    [Fact]
    public void Best_Filter_FindsItsRowsOnly()
    {
        using var shop = WordShop.OfTitles(null, "red dress", "red hat", "red shirt");
        var filter = new RowSet(3);
        filter.Add(1);
        Assert.Equal([1], new WordSignal(shop.Index).Ask("red dress").Best(10, filter).Select(found => found.Row));
    }

    [Fact]
    public void Best_OwnTitle_FindsTheProduct()
    {
        string[] colours = ["red", "blue", "green", "navy blue"], kinds = ["dress", "v-neck shirt", "hat"], models = ["alpha", "beta", "gamma", "delta"];
        string[] titles = [.. from colour in colours from kind in kinds from model in models select $"{model} {colour} {kind} for women"];
        using var shop = WordShop.OfTitles(null, titles);
        Assert.All(titles, (title, row) => Assert.Equal($"P{row}", shop.Find(title, 1)[0]));
    }
}
