using System.Text;
using Vitrine.Catalogue.Tests.Import;
using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue.Tests.Splits;

/// <summary>What stands on one side of the split, in stores that were really written.</summary>
public class SplitWithoutLeaksTests
{
    private static readonly Dictionary<string, string> None = [];

    private sealed record Row(string Id, string Title, int Photo);

    private static CatalogueStore Write(TemporaryFolder folder, string name, IEnumerable<Row> rows)
    {
        using (var writer = StoreWriter.Open(folder.File(name)))
        {
            foreach (var row in rows)
                writer.Put(new ProductData(row.Id, row.Title, ["All"]), TestShop.Photo(row.Photo));
            writer.Commit();
        }

        return CatalogueStore.Open(folder.File(name));
    }

    /// <summary>The law: equal parts along every path of shared photos and same titles, and the same parts in any order of the products.</summary>
    [Fact]
    public void Split_OfRandomProducts_KeepsConnectedOnesTogetherInAnyOrder()
    {
        var random = new Random(11);
        Row[] rows = [.. Enumerable.Range(0, 300).Select(i => new Row($"p{i}", Title(random.Next(150)), random.Next(220)))];
        var groupsOfPhoto = rows.ToLookup(row => row.Photo, row => SameTitle.KeyOf(row.Title));
        Assert.All(groupsOfPhoto, photo => Assert.InRange(photo.Distinct().Count(), 1, SharedPhotos.MostGroups));
        Dictionary<string, Part>? expected = null;
        for (var round = 0; round < 3; round++)
        {
            using var folder = new TemporaryFolder();
            using var store = Write(folder, "shop.vitrine", rows);
            var parts = store.Products().ToDictionary(product => product.Id, product => product.Part);
            foreach (var a in rows)
            {
                foreach (var b in rows.Where(b => b.Photo == a.Photo || SameTitle.KeyOf(b.Title) == SameTitle.KeyOf(a.Title)))
                    Assert.Equal(parts[a.Id], parts[b.Id]);
            }

            Assert.True(parts.Values.Distinct().Count() > 1);
            expected ??= parts;
            Assert.Equal(expected, parts);
            random.Shuffle(rows);
        }

        string Title(int number) => (number % 3) switch
        {
            0 => $"Café number {number}",
            1 => $"CAFE\u0301  number {number}",
            _ => $"café NUMBER {number}",
        };
    }

    [Fact]
    public void Split_PhotoOfManyTitles_JoinsNothingAndIsNamed()
    {
        using var shop = new TestShop();
        shop.WithPhoto("none.png", TestShop.Photo(0)).WithPhoto("one.png", TestShop.Photo(1)).WithTable(
            [.. Enumerable.Range(0, 200).Select(i => $"p{i},Title number {i},Men,Kind,none.png"), "x,Shirt A,Men,Kind,one.png", "y,Blouse B,Men,Kind,one.png"]);
        var summary = CatalogueImporter.Import(shop.Options with { Image = ["colour"], Attribute = [] });
        Assert.Equal(1, summary.Placeholders.Count);
        Assert.Equal([new PlaceholderPhoto(200, "p0")], summary.Placeholders.MostShared);
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(summary.Placeholders.MostShared, store.LastImport!.Placeholders.MostShared);
        // 200 groups by chance into parts of 80, 5 and 15 %: all parts are there, where one chain would have one.
        Assert.Equal(3, store.Parts.Take(200).Distinct().Count());
        Assert.Equal(store.Parts[200], store.Parts[201]);
    }

    [Fact]
    public void Split_PhotoOfFiveTitles_StillJoins()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            using var folder = new TemporaryFolder();
            using var store = Write(folder, "s", Enumerable.Range(0, SharedPhotos.MostGroups).Select(i => new Row($"p{i}", $"Title {seed} {i}", 1)));
            Assert.Single(store.Parts.Distinct());
        }
    }

    [Fact]
    public void Import_SameWordsInTwoUnicodeForms_AreOneText()
    {
        var folder = SharedFolder.Require("cases/29-same-words");
        using var target = new TemporaryFolder();
        CatalogueImporter.Import(new ImportOptions
        {
            Table = Path.Combine(folder, "products.csv"),
            Images = Path.Combine(folder, "photos"),
            Out = target.File("shop.vitrine"),
            Id = "id",
            Title = ["name"],
            Category = ["dept", "type"],
        });
        using var store = CatalogueStore.Open(target.File("shop.vitrine"));
        var pairs = store.Products().GroupBy(product => product.Title).Where(title => title.Count() > 1).ToArray();
        Assert.Equal(80, pairs.Length);
        Assert.All(pairs, pair =>
        {
            Assert.Equal(2, pair.Count());
            Assert.Single(pair.Select(product => product.Part).Distinct());
            var decomposed = Decomposed(pair.Key);
            Assert.Equal(store.FindByTitle(pair.Key, 10), store.FindByTitle(decomposed, 10));
            Assert.Equal(WordTokenizer.Words(pair.Key), WordTokenizer.Words(decomposed));
        });
        var vocabulary = Vocabulary.Build(store.Titles());
        Assert.DoesNotContain(vocabulary.Terms, term => term.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark));
        Assert.Equal(vocabulary.Terms, Vocabulary.Build(store.Titles().Select(Decomposed)).Terms);
    }

    /// <summary>The accented letters of the case, taken apart.</summary>
    private static string Decomposed(string text) => string.Concat(text.Select(letter => letter switch
    {
        'é' => "e\u0301",
        'è' => "e\u0300",
        'ö' => "o\u0308",
        'ü' => "u\u0308",
        'Ü' => "U\u0308",
        'ç' => "c\u0327",
        'ñ' => "n\u0303",
        'ï' => "i\u0308",
        'ë' => "e\u0308",
        'â' => "a\u0302",
        _ => letter.ToString(),
    }));
}
