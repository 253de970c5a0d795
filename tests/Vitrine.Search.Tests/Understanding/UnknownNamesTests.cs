using Vitrine.Search.Thesaurus;
using Vitrine.Search.Understanding;

namespace Vitrine.Search.Tests.Understanding;

/// <summary>Words that a shop does not have, read by what they mean.</summary>
public sealed class UnknownNamesTests
{
    private static readonly Dictionary<string, long> Shop = new() { ["red"] = 50, ["cherry"] = 3, ["sweater"] = 20, ["garment"] = 1, ["shoe"] = 80, ["women"] = 90, ["sofa"] = 5, ["dress"] = 40, ["nightdress"] = 60, ["flash"] = 2, ["boots"] = 9, ["frying"] = 2, ["pan"] = 30 };

    [Theory]
    [InlineData("crimson jumper", "red sweater")]       // the same, of which the shop has most
    [InlineData("jumpers", "sweaters")]                 // in the number of the word
    [InlineData("sneakers", "shoes")]                   // a kind of it
    [InlineData("footwear", "shoe")]                    // what is a kind of it
    [InlineData("ladies", "women")]                     // as the shop writes it
    [InlineData("gown", "dress")]                       // the commoner meaning, not the night's
    [InlineData("settee", "sofa")]
    [InlineData("anvil", "anvil")]                      // nothing that the shop has
    [InlineData("tennis shoe", "shoe")]                 // a name of two words
    [InlineData("skillet", "frying pan")]
    [InlineData("red cherry sofa", "red cherry sofa")]  // all known
    [InlineData("cheap red dress", "cheap red dress")]  // no thing: "flash" it is not
    [InlineData("", "")]
    public void Apply_NamesThatNoProductHas_AreReadByWhatTheyMean(string typed, string read) => Assert.Equal(read, string.Join(' ', Apply(typed, "english").Words));

    [Fact]
    public void Apply_WhatWasRead_IsTold() => Assert.Equal([("crimson", "red"), ("jumpers", "sweaters")], Apply("crimson jumpers", "english").Read);

    [Fact]
    public void Apply_WhatIsSoonerASlip_Stays() => Assert.Equal(["red", "gown"], Apply("crimson gown", "english", (word, products) => word == "gown" && products == 40).Words);

    [Fact]
    public void Apply_InAnotherLanguage_ReadsNothing() => Assert.Equal(["crimson", "jumper"], Apply("crimson jumper", "finnish").Words);

    [Fact]
    public void Apply_AMeaningThatDoesNotGoWithTheThing_Stays() => Assert.Equal(["crimson", "sweater"], Apply("crimson jumper", "english", goesWithThing: (name, _, _) => name != "red").Words);

    [Theory]
    [InlineData("german", "uhr frauen", "uhr damen")]
    [InlineData("french", "montre dame", "montre femme")]
    [InlineData("spanish", "reloj caballero", "reloj hombre")]
    [InlineData("italian", "orologio signora", "orologio donna")]
    [InlineData("dutch", "horloge vrouw", "horloge dames")]
    [InlineData("finnish", "kello naiset", "kello naiset")] // no table
    public void Apply_WhatShopsOfALanguageCallAlike_IsRead(string language, string typed, string read)
    {
        var shop = new Dictionary<string, long> { ["uhr"] = 5, ["damen"] = 5, ["montre"] = 5, ["femme"] = 5, ["reloj"] = 5, ["hombre"] = 5, ["orologio"] = 5, ["donna"] = 5, ["horloge"] = 5, ["dames"] = 5 };
        Assert.Equal(read, string.Join(' ', UnknownNames.Apply(typed.Split(' '), language, shop.ContainsKey, name => name.Split(' ').Min(shop.GetValueOrDefault), (_, _) => false, (_, _, _) => true).Words));
    }

    private static (IReadOnlyList<string> Words, IReadOnlyList<(string Typed, string Read)> Read) Apply(string typed, string language, Func<string, long, bool>? isSlip = null, Func<string, int, int, bool>? goesWithThing = null) =>
        UnknownNames.Apply(typed.Split(' ', StringSplitOptions.RemoveEmptyEntries), language, word => ProductsWith(word) > 0, name => name.Split(' ').Min(ProductsWith), isSlip ?? ((_, _) => false), goesWithThing ?? ((_, _, _) => true));

    private static long ProductsWith(string word) => Math.Max(Shop.GetValueOrDefault(word), Shop.GetValueOrDefault(word.TrimEnd('s')));

    [Theory]
    [InlineData("english")]
    [InlineData("german")]
    [InlineData("french")]
    [InlineData("spanish")]
    [InlineData("italian")]
    [InlineData("dutch")]
    public void Tables_EachLine_HasTwoNames(string language)
    {
        using var file = ShopNames.FileOf(language)!;
        Assert.All(ShopNames.GroupsIn(file), names => Assert.True(names.Length > 1, string.Join(", ", names)));
    }
}
