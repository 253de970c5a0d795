using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Traits;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Traits;

/// <summary>Traits that are learned from a shop of coloured squares.</summary>
public sealed class ProductTraitsTests(TinyShop shop) : IClassFixture<TinyShop>
{
    [Fact]
    public void Learned_ProductsThatTrainingNeverSaw_ShowTheirTraits()
    {
        using var store = CatalogueStore.Open(shop.Store);
        var traits = TraitWriter.Update(store, TinyShop.Model);
        Assert.Equal([Trait.Kind, "colour"], traits.Traits.Select(trait => trait.Name));
        int[] unseen = [.. Enumerable.Range(0, store.Count).Where(row => store.Parts[row] != Part.Train)];
        var right = unseen.Count(row => traits.Likeliest(1, row)!.Value.Value == store[row].Attributes["colour"][0]);
        Assert.InRange(right, 0.9 * unseen.Length, unseen.Length);
    }

    [Fact]
    public void Probability_OverAllValues_SumsToOne()
    {
        using var store = CatalogueStore.Open(shop.Store);
        var traits = TraitWriter.Update(store, TinyShop.Model);
        for (var row = 0; row < store.Count; row += 17)
        {
            var sum = traits.Traits[1].Values.Select((_, value) => Share(traits, 1, Only(value, traits.Traits[1].Values.Count), believesStore: false).Of(row)).Sum();
            Assert.Equal(1, sum, 0.02);
        }
    }

    [Theory]
    [InlineData(0, 1f)]                  // what is wanted
    [InlineData(1, 0.25f * 51 / 255)]    // something else, which may look like it
    [InlineData(TraitLabels.Unknown, 51f / 255)]
    [InlineData(TraitLabels.Other, 0.25f * 51 / 255)] // what too few have may look like it too
    public void Probability_OfWhatTheStoreSays_GoesBeforeWhatWasLearned(short said, float expected)
    {
        var traits = new ProductTraits([new Trait("colour", ["burgundy", "maroon"])], 1, [[1, 0, -1, -1]], [[204, 51, 0, 0]], [[said]]);
        Assert.Equal(expected, Share(traits, 0, [true, false], believesStore: true).Of(0), 1e-6f);
        Assert.Equal(51f / 255, Share(traits, 0, [true, false], believesStore: false).Of(0), 1e-6f);
    }

    [Fact]
    public void Of_AValueThatTooFewHave_IsNoneOfTheValuesButAKindIs()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("shop.vitrine");
        using (var writer = StoreWriter.Open(path))
        {
            for (var number = 0; number < 40; number++)
            {
                writer.Put(new ProductData($"{number}", $"thing {number}", [number == 7 ? "lamps" : number % 2 == 0 ? "sofas" : "chairs"])
                {
                    Attributes = ProductData.Single([KeyValuePair.Create("colour", number == 7 ? "ruby" : number % 3 == 0 ? "red" : "blue")]),
                }, []);
            }

            writer.Commit();
        }

        using var store = CatalogueStore.Open(path);
        var labels = TraitLabels.Of(store);
        Assert.Equal([Trait.Kind, "colour"], labels.Traits.Select(trait => trait.Name));
        var row = store.Find("7")!.Row;
        Assert.Equal("lamps", labels.Traits[0].Values[labels.ByRow[0][row]]);
        Assert.Equal(TraitLabels.Other, labels.ByRow[1][row]);
    }

    [Fact]
    public void Best_WhenTheStoreIsBelieved_FindsWhatItSays()
    {
        using var store = CatalogueStore.Open(shop.Store);
        var signal = new TraitSignal(TraitWriter.Update(store, TinyShop.Model), ReaderOf(store), believesStore: true);
        var found = signal.Ask("red dresses").Best(10);
        Assert.Equal(10, found.Count);
        Assert.All(found, hit => Assert.Equal("red dress", string.Join(' ', store[hit.Row].Title.Split(' ').Take(2))));
        Assert.All(found, hit => Assert.Equal(0, hit.Score));
    }

    [Fact]
    public void Best_AThingOfItsOwn_ComesBeforeOthersOfItsKindAndTheseBeforeOtherKinds()
    {
        using var store = CatalogueStore.Open(shop.Store);
        var traits = TraitWriter.Update(store, TinyShop.Model);
        int[] frocks = [.. Enumerable.Range(0, store.Count).Where(row => store[row].Title.Contains("dress", StringComparison.Ordinal)).Take(3)];
        var reader = new TraitReader(traits.Traits, new WordAnalyzer(WordLanguage.Named("english")), name => name == "frocks" ? [new Meaning(["dress"], IsThingOfItsOwn: true)] : [], new Frocks(store.Count, frocks));
        var found = new TraitSignal(traits, reader, believesStore: true).Ask("frocks").Best(store.Count);
        Assert.Equal(frocks, found.Take(3).Select(hit => hit.Row).Order());
        Assert.All(found.Skip(3).TakeWhile(hit => hit.Score > -3), hit => Assert.Contains("dress", store[hit.Row].Title));
        Assert.Equal(store.Categories.Count(category => store.Tree.Path(category)[^1] == "Dress"), found.TakeWhile(hit => hit.Score > -3).Count());
    }

    [Fact]
    public void Best_AnyCountAndFilter_IsTheRankingOfAllScores()
    {
        using var store = CatalogueStore.Open(shop.Store);
        var query = new TraitSignal(TraitWriter.Update(store, TinyShop.Model), ReaderOf(store), believesStore: false).Ask("blue shirt");
        int[] rows = [.. Enumerable.Range(0, store.Count)];
        var scores = query.Score(rows);
        int[] ranked = [.. rows.OrderByDescending(row => scores[row]).ThenBy(row => row)];
        Assert.Equal(ranked.Take(25), query.Best(25).Select(hit => hit.Row));
        Assert.Equal(ranked.Where(row => row % 3 == 0).Take(25), query.Best(25, RowSet.Where(store.Count, row => row % 3 == 0)).Select(hit => hit.Row));
    }

    [Fact]
    public void Ask_WordsThatNameNothing_FindNothing()
    {
        using var store = CatalogueStore.Open(shop.Store);
        var query = new TraitSignal(TraitWriter.Update(store, TinyShop.Model), ReaderOf(store), believesStore: true).Ask("sandwich");
        Assert.Equal(0, query.Known);
        Assert.Empty(query.Best(10));
        Assert.Equal([null, null], query.Score([0, 1]));
    }

    [Fact]
    public void Update_NothingChanged_ReadsWhatWasLearned()
    {
        using var store = CatalogueStore.Open(shop.Store);
        TraitWriter.Update(store, TinyShop.Model);
        var written = File.GetLastWriteTimeUtc(TraitFile.PathOf(store, TinyShop.Model));
        TraitWriter.Update(store, TinyShop.Model);
        Assert.Equal(written, File.GetLastWriteTimeUtc(TraitFile.PathOf(store, TinyShop.Model)));
    }

    [Fact]
    public void Read_EveryCutAndManyFlips_AreNamed()
    {
        var traits = new ProductTraits([new Trait("colour", ["red", "blue"])], 2, [[0, 1, -1, -1, 1, 0, -1, -1]], [[200, 55, 0, 0, 255, 0, 0, 0]], [[0, -1]]);
        var path = Path.Combine(Path.GetDirectoryName(shop.Store)!, "some-traits.bin");
        TraitFile.Write(path, traits, new Dictionary<string, string> { ["dataHash"] = "x" });
        var (read, notes) = TraitFile.Read(path);
        Assert.Equal("x", notes["dataHash"]);
        Assert.Equal(("red", 200 / 255f), read.Likeliest(0, 0));
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<IndexFormatException>(() => TraitFile.Read(path));
        }

        for (var at = 0; at < whole.Length; at++)
        {
            byte[] flipped = [.. whole];
            flipped[at] ^= 0x11;
            File.WriteAllBytes(path, flipped);
            Assert.Throws<IndexFormatException>(() => TraitFile.Read(path));
        }
    }

    private static TraitReader ReaderOf(CatalogueStore store) => new(TraitLabels.Of(store).Traits, new WordAnalyzer(WordLanguage.Named("english")));

    private sealed class Frocks(int rows, int[] frocks) : ITraitTitles
    {
        public RowSet RowsWith(string name) => RowSet.Where(rows, frocks.Contains);

        public RowSet RowsCalled(string name) => RowsWith(name);

        public RowSet RowsTitled(string name) => RowsWith(name);

        public int TitledFor(IEnumerable<string> names) => 0;

        public bool IsKindOf(string compound, string term) => false;

        public IEnumerable<string> HeadsOf(string word) => [];
    }

    private static TraitShare Share(ProductTraits traits, int trait, bool[] isWanted, bool believesStore) => new(traits, new TraitReading(trait, isWanted), believesStore);

    private static bool[] Only(int value, int values) => [.. Enumerable.Range(0, values).Select(other => other == value)];
}
