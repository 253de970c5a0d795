using Vitrine.Catalogue;
using Vitrine.Search.Shop;
using Vitrine.Search.Tests.Words;

namespace Vitrine.Search.Tests.Shop;

/// <summary>What only looks like what is asked for, and what is not there at all.</summary>
public sealed class ImitationTests
{
    [Theory]
    [InlineData("english", "leather sofa", "Faux leather sofa", "Leather sofa", "Leather sofa with faux leather back")]
    [InlineData("english", "oak table", "Table oak effect", "Oak table", "Table of solid oak")]
    [InlineData("english", "white shirt", "Off-white shirt", "White shirt", "Shirt white")]
    [InlineData("french", "sac cuir", "Sac en faux cuir", "Sac en cuir", "Sac cuir grainé")]
    [InlineData("german", "leder sofa", "Sofa Kunstleder", "Sofa Leder", "Sofa aus Leder")]
    [InlineData("german", "leder sofa", "Sofa Lederimitat", "Sofa Leder", "Sofa aus Leder")]
    [InlineData("german", "tisch eiche", "Tisch Eichenoptik", "Tisch Eiche", "Tisch aus Eiche")]
    [InlineData("dutch", "leer bank", "Bank leerlook", "Bank leer", "Bank van leer")]
    [InlineData("spanish", "silla cuero", "Silla imitación de cuero", "Silla cuero", "Silla de cuero")]
    [InlineData("spanish", "mesa roble", "Mesa efecto roble", "Mesa de roble", "Mesa roble macizo")]
    public void Answer_WhatOnlyLooksLikeIt_ComesBehind(string language, string text, string imitation, params string[] real)
    {
        using var shop = new WordShop([new("I", imitation, ["Things"]), .. real.Index().Select(one => new ProductData($"R{one.Index}", one.Item, ["Things"]))], language);
        using var search = shop.OpenSearch();
        var answer = search.Answer(new ShopQuery { Text = text });
        var found = answer.Hits.Concat(answer.LessLikely).ToArray();
        Assert.Equal(["R0", "R1", "I"], found.Select(hit => hit.Product.Id).Order(StringComparer.Ordinal).OrderBy(id => Array.FindIndex(found, hit => hit.Product.Id == id)));
        Assert.Equal("I", found[^1].Product.Id);
        Assert.True(Probability(found[^1]) < Probability(found[^2]));
    }

    [Theory]
    [InlineData("english", "nike shoes", "50% off Nike shoes", "Nike shoes")]
    [InlineData("english", "white shirt", "50% off white shirt", "White shirt")]
    [InlineData("english", "denim shorts", "Denim cut off shorts", "Denim shorts")]
    [InlineData("english", "cooling pillow", "Cooling effect pillow", "Cooling pillow")]
    [InlineData("german", "brille", "Brille vom Fachoptik", "Brille")]
    [InlineData("english", "vintage lamp", "Vintage look lamp", "Vintage lamp")]
    [InlineData("french", "mascara volume", "Mascara effet volume", "Mascara volume")]
    [InlineData("spanish", "labial mate", "Labial efecto mate", "Labial mate")]
    public void Answer_WordsThatSayNoImitationHere_CountForNothing(string language, string text, string title, string other)
    {
        using var shop = new WordShop([new("A", title, ["Things"]), new("B", other, ["Things"])], language);
        using var search = shop.OpenSearch();
        Assert.DoesNotContain(search.Answer(new ShopQuery { Text = text }).Hits, hit => ((MatchProbability)hit.Nearness).Shares.Any(share => share.Signal == "imitation"));
    }

    [Fact]
    public void Answer_WhereThereAreOnlyImitations_TheyAreLikely()
    {
        using var shop = new WordShop([new("A", "Faux leather sofa", ["Sofas"]), new("B", "Lamp", ["Lamps"])], "english");
        using var search = shop.OpenSearch();
        Assert.Equal("A", Assert.Single(search.Answer(new ShopQuery { Text = "leather sofa" }).Hits).Product.Id);
    }

    [Theory]
    [InlineData("english", "faux leather sofa", "Faux leather sofa", "Leather sofa")]
    [InlineData("german", "tisch eichenoptik", "Tisch Eichenoptik", "Tisch Eiche")]
    public void Answer_WhoAsksForAnImitation_FindsItFirst(string language, string text, string imitation, string real)
    {
        using var shop = new WordShop([new("A", real, ["Things"]), new("B", imitation, ["Things"])], language);
        using var search = shop.OpenSearch();
        Assert.Equal("B", search.Answer(new ShopQuery { Text = text }).Hits[0].Product.Id);
    }

    [Theory]
    [InlineData("samsung toaster", 0)]
    [InlineData("toaster for samsung", 0)]
    [InlineData("black toaster 3000", 0)]
    [InlineData("samsung phone", 4)]
    [InlineData("samsung phone toaster", 4)] // the kind is there
    [InlineData("samsung for mom", 4)] // no thing that is asked for
    [InlineData("samsung gift", 4)]
    [InlineData("samsung navy", 4)] // a colour
    public void Answer_AThingThatNoProductIs_MakesNothingLikely(string text, int likely)
    {
        using var shop = new WordShop(Enumerable.Range(0, 4).Select(number => new ProductData($"P{number}", $"Samsung phone {number} black", ["Phones"]) { Attributes = WordShop.Attributes(("brand", "Samsung")) }), "english");
        using var search = shop.OpenSearch();
        var answer = search.Answer(new ShopQuery { Text = text });
        Assert.Equal(likely, answer.Hits.Count);
        Assert.Equal(4, answer.Hits.Count + answer.LessLikely.Count);
        Assert.Equal(text.Contains("toaster", StringComparison.Ordinal), answer.Understood.Notes.Any(note => note.Contains("No product has 'toaster'", StringComparison.Ordinal)));
    }

    private static double Probability(ProductHit hit) => ((MatchProbability)hit.Nearness).Value;
}
