using Vitrine.Index;
using Vitrine.Search.Traits;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Traits;

public sealed class TraitReaderTests
{
    private static readonly Trait[] Traits =
    [
        new(Trait.Kind, ["Apparel/Topwear/Tshirts", "Apparel/Topwear/Sweat Shirts", "Footwear/Shoes/Casual Shoes", "Footwear/Shoes/Sports Shoes"]),
        new("colour", ["Blue", "Navy Blue", "Off White"]),
        new("usage", ["Casual", "Sports"]),
    ];

    private readonly TraitReader reader = new(Traits, new WordAnalyzer(WordLanguage.Named("english")));

    [Theory]
    [InlineData("blue", "colour: Blue")]
    [InlineData("Navy-blue", "colour: Navy Blue")]
    [InlineData("something navy", "colour: Navy Blue")]
    [InlineData("white", "colour: Off White")]
    [InlineData("t-shirts", "category: Apparel/Topwear/Tshirts")]
    [InlineData("t shirt", "category: Apparel/Topwear/Tshirts")]
    [InlineData("sweatshirts", "category: Apparel/Topwear/Sweat Shirts")]
    [InlineData("shoe", "category: Footwear/Shoes/Casual Shoes, Footwear/Shoes/Sports Shoes")]
    [InlineData("sports shoes", "category: Footwear/Shoes/Sports Shoes")]
    [InlineData("topwear", "category: Apparel/Topwear/Tshirts, Apparel/Topwear/Sweat Shirts")]
    public void Read_NamesOfValues_AreFound(string query, string expected)
    {
        var (asked, _) = reader.Read(query);
        Assert.Equal(expected, string.Join("; ", Assert.Single(asked).Readings.Select(InWords)));
    }

    [Theory]
    [InlineData("perfume and body mist", "category: Care/Perfumes/Perfume and Body Mist, Care/Fragrance/Perfume and Body Mist")]
    [InlineData("body mist", "category: Care/Perfumes/Perfume and Body Mist, Care/Fragrance/Perfume and Body Mist")]
    [InlineData("perfume", "category: Care/Perfumes/Perfume and Body Mist, Care/Fragrance/Perfume and Body Mist")]
    [InlineData("veg", "category: Food/Fruit & Veg")]
    [InlineData("body", "category: Care/Perfumes/Perfume and Body Mist, Care/Bath/Body Wash, Care/Fragrance/Perfume and Body Mist")]
    public void Read_ANameThatListsThings_IsEachOfThem(string query, string expected)
    {
        Trait[] traits = [new(Trait.Kind, ["Care/Perfumes/Perfume and Body Mist", "Care/Bath/Body Wash", "Food/Fruit & Veg", "Care/Fragrance/Perfume and Body Mist"])];
        var (asked, known) = new TraitReader(traits, new WordAnalyzer(WordLanguage.Named("english"))).Read(query);
        Assert.Equal(expected, string.Join("; ", Assert.Single(asked).Readings.Select(reading => $"category: {string.Join(", ", traits[0].Values.Where((_, value) => reading.IsWanted[value]))}")));
        Assert.Equal(1, known);
    }

    [Fact]
    public void Read_AWordOfTwoTraits_IsReadAsBoth()
    {
        var (asked, _) = reader.Read("sports");
        Assert.Equal(["usage"], Assert.Single(asked).Readings.Select(reading => Traits[reading.Trait].Name));
        Assert.Equal(["category", "colour"], reader.Read("casual-shoes blue").Asked.Select(words => Traits[words.Readings[0].Trait].Name));
    }

    [Fact]
    public void Read_WordsThatNameNothing_CountAsUnknown()
    {
        var (asked, known) = reader.Read("blue shoes like grandmother's");
        Assert.Equal(["blue", "shoes"], asked.Select(words => words.Words));
        Assert.Equal(0.5f, known);
        Assert.Equal(0, reader.Read("sandwich").Known);
        Assert.Equal(0, reader.Read("!?").Known);
    }

    [Theory]
    [InlineData("azure sneaker", "azure: colour: Blue; sneaker: category: Footwear/Shoes/Casual Shoes, Footwear/Shoes/Sports Shoes")] // the first group of which one is a value
    [InlineData("blue", "blue: colour: Blue")] // a name of its own stays
    [InlineData("nothing", "")]
    public void Read_ANameThatMeansAValue_IsReadAsIt(string query, string expected)
    {
        var meanings = new Dictionary<string, string[][]> { ["azure"] = [["sapphire"], ["blue", "blueness"]], ["sneaker"] = [["shoe"], ["t-shirt"]], ["blue"] = [["navy blue"]] };
        var knowing = new TraitReader(Traits, new WordAnalyzer(WordLanguage.Named("english")), name => (meanings.GetValueOrDefault(name) ?? []).Select(group => new Meaning(group, IsThingOfItsOwn: false)));
        Assert.Equal(expected, string.Join("; ", knowing.Read(query).Asked.Select(words => $"{words.Words}: {string.Join("; ", words.Readings.Select(InWords))}")));
    }

    [Theory]
    [InlineData("black sofa bed", "black")] // titles write both side by side: a third thing
    [InlineData("sofa beds", "")]
    [InlineData("bed sofa", "bed+sofa")]
    [InlineData("sofa", "sofa")]
    public void Read_TwoKindsThatTitlesWriteSideBySide_AreNeither(string query, string expected)
    {
        Trait[] traits = [new(Trait.Kind, ["Living/Sofas", "Sleeping/Beds"]), new("colour", ["Black", "White"])];
        var reading = new TraitReader(traits, new WordAnalyzer(WordLanguage.Named("english")), meaningsOf: null, new GivenTitles("sofa bed", "sofa beds"));
        Assert.Equal(expected, string.Join('+', reading.Read(query).Asked.Select(words => words.Words)));
    }

    [Theory]
    [InlineData("schränke", "Living/Schränke", 1f)]
    [InlineData("eckschränke", "Living/Schränke", 0.125f)] // a Schrank, though not every Schrank is one
    [InlineData("bett", "Sleeping/Boxspringbetten", 1f)] // its only kind of a bed
    public void Read_WordsMadeOfTwo_AreReadByTheirLast(string query, string expected, float others)
    {
        Trait[] traits = [new(Trait.Kind, ["Living/Schränke", "Sleeping/Boxspringbetten"])];
        var asked = Assert.Single(new TraitReader(traits, new WordAnalyzer(WordLanguage.Named("german")), meaningsOf: null, new GivenTitles()).Read(query).Asked);
        Assert.Equal(expected, string.Join(", ", traits[0].Values.Where((_, value) => asked.Readings[0].IsWanted[value])));
        Assert.Equal(others, asked.Others);
    }

    [Theory]
    [InlineData(false, 1f)]
    [InlineData(true, 0.125f)]
    public void Read_ANameThatMeansAValue_FitsTheProductsThatHaveItsVeryWords(bool isOwn, float others)
    {
        var meaning = new TraitReader(Traits, new WordAnalyzer(WordLanguage.Named("english")), name => name == "azure" ? [new Meaning(["blue"], isOwn)] : [], new GivenTitles());
        var asked = Assert.Single(meaning.Read("azure").Asked);
        Assert.True(asked.Own!.Contains(7));
        Assert.Equal(others, asked.Others);
        Assert.Null(Assert.Single(meaning.Read("blue").Asked).Own);
    }

    [Theory]
    [InlineData("english", "blue cloud sneakers", "blue sneakers")] // the last word is the thing
    [InlineData("french", "sneakers cloud blue", "blue sneakers")]  // or the first
    [InlineData("english", "blue tshirts sneakers", "blue tshirts")] // the kind is named
    [InlineData("english", "blue casual", "blue casual")]
    [InlineData("english", "sneakers", "")]                          // nothing else is asked for
    [InlineData("english", "blue cloud", "blue")]                    // too few are called so
    public void Read_AThingThatIsNoKind_IsAskedBesideWhatItIsLike(string language, string query, string expected)
    {
        var asked = new TraitReader(Traits, new WordAnalyzer(WordLanguage.Named(language)), meaningsOf: null, new GivenTitles()).Read(query).Asked;
        Assert.Equal(expected, string.Join(' ', asked.Select(words => words.Words)));
        Assert.All(asked.Where(words => words.Words == "sneakers"), words => Assert.Equal((3, true), (words.Own!.Count, words.Others < 1f / 256)));
    }

    private sealed class GivenTitles(params string[] pairs) : ITraitTitles
    {
        public RowSet RowsWith(string name) => RowSet.Where(10, row => row == 7);

        public RowSet RowsCalled(string name) => RowSet.Where(10, row => name == "sneakers" && row < 3);

        public bool IsKindOf(string compound, string term) => false;

        public IEnumerable<string> HeadsOf(string word) => word switch { "eckschränke" => ["schrank"], "boxspringbetten" => ["bett"], _ => [] };

        public bool HavePair(string one, string next) => pairs.Contains($"{one} {next}");
    }

    private static string InWords((int Trait, bool[] IsWanted) reading) =>
        $"{Traits[reading.Trait].Name}: {string.Join(", ", Traits[reading.Trait].Values.Where((_, value) => reading.IsWanted[value]))}";
}
