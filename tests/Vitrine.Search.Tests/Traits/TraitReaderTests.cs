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
    [InlineData("english", "laptop", "laptop:Laptops")]
    [InlineData("english", "laptop bag", "laptop bag:Sleeves,Stands")]                 // a third thing, of whatever kinds it is
    [InlineData("english", "black laptop bag", "black; laptop bag:Sleeves,Stands")]
    [InlineData("english", "laptop 15 inch leather bag", "laptop bag:Sleeves,Stands")] // the last word is the thing
    [InlineData("english", "bag for laptop", "bag laptop:Sleeves,Stands")]
    [InlineData("english", "thin laptop", "laptop:Laptops")]                           // what stands before says only how it is
    [InlineData("english", "laptop with bag", "laptop:Laptops")]
    [InlineData("english", "laptop gift", "laptop gift:Stands,Laptops")]
    [InlineData("english", "laptop cup", "laptop:Laptops")]                            // too few are called so
    [InlineData("english", "phone cover", "phone cover:Covers")]                       // both are kinds
    [InlineData("english", "mobile phone cover", "mobile phone cover:Covers")]
    [InlineData("english", "laptop stand", "laptop stand:Stands")]                     // no product is both: what comes last, before the other
    [InlineData("english", "stand for a laptop", "stand laptop:Stands")]
    [InlineData("english", "phone laptop stand", "laptop stand:Stands")]               // of three kinds the last two
    [InlineData("french", "bag laptop", "bag laptop:Sleeves,Stands")]                  // the first word is the thing
    [InlineData("french", "laptop bag", "laptop:Laptops")]
    public void Read_AKindBesideAnotherWord_IsWhatTheProductsCalledByBothAre(string language, string query, string expected)
    {
        Trait[] traits = [new(Trait.Kind, ["Covers", "Sleeves", "Stands", "Laptops", "Phones/Mobile Phones"]), new("colour", ["Black", "White"])];
        short[] kinds = [1, 1, 2, 3, 3, 3, 0, 0, 0, 4]; // of each row
        var known = new ProductTraits(traits, kinds.Length, [new short[40], new short[40]], [new byte[40], new byte[40]], [kinds, [.. kinds.Select(_ => TraitLabels.Unknown)]]);
        var titles = new CalledSo(new Dictionary<string, int[]>
        {
            ["laptop bag"] = [0, 1, 2],
            ["thin laptop"] = [0, 1, 2],
            ["laptop gift"] = [2, 3, 4, 5],
            ["laptop cup"] = [0, 1],
            ["phone cover"] = [6, 7, 8],
        });
        var reading = new TraitReader(traits, new WordAnalyzer(WordLanguage.Named(language)), meaningsOf: null, titles, new TraitEvidence(known));
        string Kinds(AskedTrait asked) => asked.Readings[0].Trait == 1 ? "" : ":" + string.Join(',', traits[0].Values.Where((_, value) => asked.Readings[0].IsWanted[value]).Select(value => value.Split('/')[^1]));
        Assert.Equal(expected, string.Join("; ", reading.Read(query).Asked.Select(asked => asked.Words + Kinds(asked))));
    }

    [Theory]
    [InlineData("black tees", "1: T-shirts")]   // all of these are T-shirts, and more are called so
    [InlineData("black jeans", null)]           // all of these are Clothing, and nothing is called so
    [InlineData("black cotton", null)]          // these are of many kinds
    public void Read_WhatProductsOfAKindAreAlsoCalled_IsAnotherNameOfIt(string query, string? expected)
    {
        Trait[] traits = [new(Trait.Kind, ["T-shirts", "Clothing"]), new("colour", ["Black", "White"])];
        short[] kinds = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]; // of each row
        var known = new ProductTraits(traits, kinds.Length, [new short[20], new short[20]], [new byte[20], new byte[20]], [kinds, [.. kinds.Select(_ => TraitLabels.Unknown)]]);
        var titles = new CalledSo(new Dictionary<string, int[]> { ["T-shirts"] = [0, 1, 2, 3], ["tees"] = [3, 4, 5], ["jeans"] = [6, 7, 8], ["cotton"] = [0, 1, 6, 7] });
        var asked = new TraitReader(traits, new WordAnalyzer(WordLanguage.Named("english")), meaningsOf: null, titles, new TraitEvidence(known)).Read(query).Asked[^1];
        Assert.Equal(query.Split(' ')[^1], asked.Words);
        string[] likelier = [.. asked.Readings.Where(reading => reading.Fits == 1 && reading.IsWanted.Contains(false)).Select(reading => FormattableString.Invariant($"{reading.Fits}: {string.Join(", ", traits[0].Values.Where((_, value) => reading.IsWanted[value]))}"))];
        Assert.Equal(expected is null ? [] : [expected], likelier);
        Assert.Equal(expected is null, asked.Others < 0.1f);
    }

    [Theory]
    [InlineData("bicycles", "1: Bicycles; 0.5: Cycling/Bikes, Wheels")] // word for word: a cycle is no Cycling
    [InlineData("wheels", "1: Wheels")]
    [InlineData("cycling", "1: Cycling/Bikes")]
    public void Read_AKindWhoseNameMeansAnother_IsThisToo(string query, string expected)
    {
        Trait[] traits = [new(Trait.Kind, ["Bicycles", "Cycling/Bikes", "Wheels"])];
        var synonyms = new Dictionary<string, string[]> { ["bicycles"] = ["bikes", "wheel", "cycle"], ["wheels"] = [], ["cycling"] = [] };
        var asked = Assert.Single(new TraitReader(traits, new WordAnalyzer(WordLanguage.Named("english")), synonymsOf: name => synonyms[name]).Read(query).Asked);
        Assert.Equal(expected, string.Join("; ", asked.Readings.Select(reading => FormattableString.Invariant($"{reading.Fits}: {string.Join(", ", traits[0].Values.Where((_, value) => reading.IsWanted[value]))}"))));
    }

    [Theory]
    [InlineData("monitors", "1: Desk/Monitors; 0.5: Play/Gaming Monitors")]
    [InlineData("gaming monitors", "1: Play/Gaming Monitors")]
    [InlineData("covers", "1: Home/Covers for Sofas")]
    [InlineData("arms", "1: Desk/Monitor Arms")]
    [InlineData("gaming", "1: Play/Gaming Monitors")]
    [InlineData("lamps", "1: Lamps/Desk Lamps; 0.25: Lamps/Lamp Shades")] // shades are kept with lamps, and are none
    public void Read_WhatTheNameOfAKindIsAKindOf_IsItsName(string query, string expected)
    {
        Trait[] traits = [new(Trait.Kind, ["Desk/Monitors", "Desk/Monitor Arms", "Play/Gaming Monitors", "Home/Covers for Sofas", "Lamps/Desk Lamps", "Lamps/Lamp Shades"])];
        var asked = Assert.Single(new TraitReader(traits, new WordAnalyzer(WordLanguage.Named("english"))).Read(query).Asked);
        Assert.Equal(expected, string.Join("; ", asked.Readings.Select(reading => FormattableString.Invariant($"{reading.Fits}: {string.Join(", ", traits[0].Values.Where((_, value) => reading.IsWanted[value]))}"))));
        Assert.Equal(query == "gaming", asked.IsHint);
    }

    [Fact]
    public void Read_OneOfTheThingsThatANameLists_IsFirstWhatIsTitledSo()
    {
        Trait[] traits = [new(Trait.Kind, ["Cables & Adapters", "Monitors"])];
        var reading = new TraitReader(traits, new WordAnalyzer(WordLanguage.Named("english")), meaningsOf: null, new CalledSo(new Dictionary<string, int[]> { ["cables"] = [0, 1, 2], ["monitors"] = [5, 6, 7] }));
        var cables = Assert.Single(reading.Read("cables").Asked);
        Assert.Equal((3, true), (cables.Own!.Count, cables.Others < 1));
        Assert.Equal(1, Assert.Single(reading.Read("monitors").Asked).Others);
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

    [Theory]
    [InlineData("bicycle pump", "bicycle pump:Tools own 3")]   // pumps are no bicycles, whatever they are called besides
    [InlineData("bicycle basket", "bicycle:Bicycles")]         // of which there are too few to know
    [InlineData("pump", "")]                                   // means a shoe elsewhere, but not here
    [InlineData("sneaker", "sneaker:Shoes own 1")]
    [InlineData("speaker", "speaker:Speakers,Bluetooth Speakers")]
    [InlineData("bluetooth speaker", "bluetooth speaker:Bluetooth Speakers+Speakers own 1")] // under the branch itself, called so
    public void Read_WhatProductsAreCalled_DecidesWhatIsMeant(string query, string expected)
    {
        Trait[] traits = [new(Trait.Kind, ["Bicycles", "Tools", "Shoes", "Speakers", "Speakers/Bluetooth Speakers"])];
        short[] kinds = [1, 1, 1, 0, 0, 2, 2, 3, 3, 4];
        var known = new ProductTraits(traits, kinds.Length, [new short[40]], [new byte[40]], [kinds]);
        var titles = new CalledSo(new Dictionary<string, int[]> { ["pump"] = [0, 1, 2], ["bluetooth speaker"] = [7, 9], ["speaker"] = [7, 8, 9], ["sneaker"] = [5] });
        var meanings = new Dictionary<string, string> { ["pump"] = "shoes", ["sneaker"] = "shoes" };
        var reading = new TraitReader(
            traits, new WordAnalyzer(WordLanguage.Named("english")), name => meanings.TryGetValue(name, out var meant) ? [new Meaning([meant], IsThingOfItsOwn: true)] : [], titles, new TraitEvidence(known));
        Assert.Equal(expected, string.Join("; ", reading.Read(query).Asked.Select(InWordsOfAll)));

        string InWordsOfAll(AskedTrait asked) =>
            $"{asked.Words}:{string.Join('+', asked.Readings.Select(one => string.Join(',', traits[0].Values.Where((_, value) => one.IsWanted[value]).Select(value => value.Split('/')[^1]))))}{(asked.Own is null ? "" : $" own {asked.Own.Count}")}";
    }

    private sealed class GivenTitles : ITraitTitles
    {
        public RowSet RowsWith(string name) => RowSet.Where(10, row => row == 7);

        public RowSet RowsCalled(string name) => RowSet.Where(10, row => name == "sneakers" && row < 3);

        public RowSet RowsTitled(string name) => new(10);

        public int TitledFor(IEnumerable<string> names) => 0;

        public bool IsKindOf(string compound, string term) => false;

        public IEnumerable<string> HeadsOf(string word) => word switch { "eckschränke" => ["schrank"], "boxspringbetten" => ["bett"], _ => [] };
    }

    private sealed class CalledSo(Dictionary<string, int[]> rows) : ITraitTitles
    {
        public RowSet RowsWith(string name) => RowsTitled(name);

        public RowSet RowsCalled(string name) => RowsTitled(name);

        public RowSet RowsTitled(string name) => RowSet.Where(10, row => rows.Any(named => named.Key.Split(' ').Order().SequenceEqual(name.Split(' ').Order()) && named.Value.Contains(row)));

        public int TitledFor(IEnumerable<string> names) => 0;

        public bool IsKindOf(string compound, string term) => false;

        public IEnumerable<string> HeadsOf(string word) => [];
    }

    private static string InWords(TraitReading reading) =>
        $"{Traits[reading.Trait].Name}: {string.Join(", ", Traits[reading.Trait].Values.Where((_, value) => reading.IsWanted[value]))}";
}
