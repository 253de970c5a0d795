using Vitrine.Catalogue;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

/// <summary>What a query is read as.</summary>
public sealed class SpellerTests(SpellerTests.Shop fixture) : IClassFixture<SpellerTests.Shop>
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private static readonly string[] Colours = ["red", "black", "green", "yellow", "purple", "turquoise"];
    private static readonly string[] Kinds = ["dress", "jacket", "sneaker", "handbag", "t shirt", "sweatshirt", "ring"];

    /// <summary>Every colour with every kind, a brand that is near to a colour, words near to each other in different company, and one slip of the shop itself.</summary>
    public sealed class Shop : IDisposable
    {
        internal WordShop Words { get; } = new(
        [
            .. Enumerable.Range(0, 8400).Select(number => new ProductData($"ID{number}", $"{Colours[number % 6]} {Kinds[number % 7]} for women", ["Fashion"])
            {
                Attributes = WordShop.Attributes(("brand", number == 0 ? "Blavk" : "Lumina"), ("style", number % 3 == 0 ? "hooded" : "plain")),
            }),
            .. Enumerable.Range(0, 20).Select(number => new ProductData($"B{number}", "rubber boot", ["Shoes"])),
            .. Enumerable.Range(0, 30).Select(number => new ProductData($"C{number}", "inflatable boat", ["Leisure"])),
            .. Enumerable.Range(0, 5).Select(number => new ProductData($"D{number}", "leather belts", ["Leisure"])),
            new ProductData("X1", "blakc belt", ["Fashion"]),
            new ProductData("X2", "café crème", ["Kitchen"]),
        ]);

        public void Dispose() => Words.Dispose();
    }

    [Theory]
    [InlineData("red drses", "red dress")]
    [InlineData("red fress", "red dress")]
    [InlineData("Turqoise Jaket", "turquoise jacket")]
    [InlineData("turquiose", "turquoise")]
    [InlineData("tuqruiose", "turquoise")]
    [InlineData("yelow hndbag", "yellow handbag")]
    [InlineData("rde dress", "red dress")]
    [InlineData("purpel rigns", "purple ring")]
    [InlineData("blets", "belts")]
    [InlineData("redd-dress", "red dress")]
    [InlineData("caffé", "café")]
    [InlineData("tshirt", "t shirt")]
    [InlineData("reddress", "red dress")]
    [InlineData("sweat shirt", "sweatshirt")]
    [InlineData("hand bag red", "handbag red")]
    [InlineData("hand bags red", "handbags red")]
    [InlineData("blakc dress", "black dress")]
    [InlineData("rubber boqt", "rubber boot")]
    [InlineData("inflatable boqt", "inflatable boat")]
    [InlineData("leather beltses", "leather belts")] // the plural of a plural
    public void Read_Slip_IsMended(string typed, string meant) => Assert.Equal(meant, Speller().Read(typed).Text);

    [Theory]
    [InlineData("red dress")]
    [InlineData("Red DRESSES, please")]
    [InlineData("jackets for woman")]
    [InlineData("boat")]
    [InlineData("blavk dress")] // a brand
    [InlineData("ID7")]
    [InlineData("id12")]
    [InlineData("size 42 rde1")]
    [InlineData("xyzzyplugh")]
    [InlineData("to")]
    [InlineData("leather red")]
    [InlineData("green ring")]
    [InlineData("t-shirt")]
    [InlineData("cafe creme")]
    [InlineData("赤いドレス")]
    [InlineData("")]
    [InlineData("show me a dress")]
    public void Read_KnownOrUnlikeAny_StaysAsItIsTyped(string typed)
    {
        var read = Speller().Read(typed);
        Assert.Equal(typed, read.Text);
        Assert.Empty(read.Corrections);
    }

    [Theory]
    [InlineData("elegant red dress")]
    [InlineData("rugged green jacket")]
    [InlineData("grand black ring")] // short, and no brand that is near stands in products of the others
    public void Read_WordThatNoProductHas_StaysBesideOthers(string typed) => Assert.Equal(typed, Speller().Read(typed).Text);

    [Theory]
    [InlineData("pillow")]      // two slips from "yellow", in six letters and with nothing beside it
    [InlineData("garden hose")] // two unknown words, each of which is near another
    public void Read_AWordThatMayBeAnotherThing_Stays(string typed)
    {
        using var shop = WordShop.OfTitles("english", [.. Enumerable.Repeat("Yellow green chair", 5), .. Enumerable.Repeat("Home white wardrobe", 5)]);
        Assert.Equal(typed, new Speller(shop.Index).Read(typed).Text);
    }

    [Fact]
    public void Read_TwoWordsWithASlipEach_AreMended()
    {
        using var shop = WordShop.OfTitles("english", [.. Enumerable.Repeat("Yellow green chair", 5), .. Enumerable.Repeat("Home white wardrobe", 5)]);
        Assert.Equal("wardrobe white", new Speller(shop.Index).Read("wadrobe wite").Text);
    }

    [Fact]
    public void Read_WordsThatNoProductHasTogether_StillMendsALikelySlip() => Assert.Equal("inflatable dress", Speller().Read("inflatable drses").Text);

    [Fact]
    public void Read_Slips_SaysWhatWasReadAsWhat()
    {
        var read = Speller().Read("Gren sweat shirt and drses");
        Assert.Equal([new("gren", "green"), new("sweat shirt", "sweatshirt"), new("drses", "dress")], read.Corrections);
        Assert.Equal("green sweatshirt and dress", read.Text);
    }

    [Fact]
    public void Read_CorrectionTakenBack_KeepsTheWord()
    {
        Assert.Equal("gren dress", Speller().Read("Gren drses", new HashSet<string> { "gren" }).Text);
        Assert.Empty(Speller().Read("sweat shirt", new HashSet<string> { "sweat" }).Corrections);
    }

    [Fact]
    public void Read_HiddenAttributes_AreNoSpellings()
    {
        Assert.Equal("hooded", Speller().Read("hoodde").Text);
        Assert.Equal("hoodde", Speller(WordFields.WithoutAttributes).Read("hoodde").Text);
    }

    [Fact]
    public void Read_PastedText_StaysAsItIs()
    {
        var text = string.Concat(Enumerable.Repeat("drses ", 1000));
        Assert.Equal(text, Speller().Read(text).Text);
    }

    [Fact]
    public void Read_OneSlipInAWordOfFourLettersOrMore_IsRestored()
    {
        var random = new Random(5);
        string[] vocabulary = [.. Enumerable.Range(0, 2000).Select(_ => Pseudoword(random)).Distinct()];
        using var shop = WordShop.OfTitles("none", Enumerable.Range(0, 2000).Select(_ => $"{Zipf(vocabulary, random)} {Zipf(vocabulary, random)}").Concat(vocabulary));
        var speller = new Speller(shop.Index);
        foreach (var (name, slip) in Slips)
        {
            string[] slipped = [.. vocabulary.Select(word => slip(word, random))];
            var restored = slipped.Zip(vocabulary).Count(pair => speller.Read(pair.First).Text == pair.Second) / (double)vocabulary.Length;
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {restored:P1} of {vocabulary.Length} words restored");
            Assert.True(restored >= 0.95, $"{name}: {restored:P1}");
        }
    }

    private static (string Name, Func<string, Random, string> Slip)[] Slips =>
    [
        ("swap", (word, random) => random.Next(word.Length - 1) is var at && word[at] == word[at + 1] ? word[1..] : $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}"),
        ("replacement", (word, random) => random.Next(word.Length) is var at ? $"{word[..at]}{Letters[random.Next(26)]}{word[(at + 1)..]}" : word),
        ("insertion", (word, random) => word.Insert(random.Next(word.Length + 1), Letters[random.Next(26)].ToString())),
        ("deletion", (word, random) => word.Remove(random.Next(word.Length), 1)),
    ];

    private Speller Speller(WordFields fields = WordFields.All) => new(fixture.Words.Index, fields);

    /// <summary>Syllables of a consonant and a vowel and one more letter: 5 to 11 letters, as long as those of English titles.</summary>
    private static string Pseudoword(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(2, 6)).Select(_ => $"{"bdfgklmnprstvz"[random.Next(14)]}{"aeiou"[random.Next(5)]}")) + Letters[random.Next(26)];

    private static string Zipf(string[] vocabulary, Random random) => vocabulary[(int)(vocabulary.Length * Math.Pow(random.NextDouble(), 4))];
}
