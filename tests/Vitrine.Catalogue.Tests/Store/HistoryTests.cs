using Vitrine.Catalogue.Tests.Import;

namespace Vitrine.Catalogue.Tests.Store;

/// <summary>A store that followed its shop through many changes is the store that a fresh import of the last table makes.</summary>
public class HistoryTests
{
    private const int Ids = 40;

    private static readonly string[] Departments = ["Clothing", "clothing", "CLOTHING ", "Home", "home"];
    private static readonly string[] Kinds = ["Tops", "tops", "Straße", "STRASSE", "Lamps", "lamps"];

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 40)]
    [InlineData(3, 100)]
    public void Store_SyncedThroughARandomHistory_EqualsAFreshImportOfTheLastTable(int seed, int changes)
    {
        using var shop = new TestShop();
        for (var photo = 0; photo < Ids; photo++)
            shop.WithPhoto($"f{photo}.png", TestShop.Photo(photo));
        var random = new Random(seed);
        var rows = new Dictionary<int, string>();
        for (var change = 0; change < changes; change++)
        {
            Change(rows, random);
            var table = rows.Values.ToArray();
            random.Shuffle(table);
            shop.WithTable(System.Text.Encoding.UTF8.GetBytes(string.Join("\n", table.Prepend(TestShop.Header + ",photo"))));
            Import(shop, shop.Store);
        }

        Import(shop, shop.File("fresh"));
        Assert.Equal(ById(shop.File("fresh")), ById(shop.Store));
    }

    /// <summary>Some products come, some go, and some get other titles, categories in another spelling, or photos.</summary>
    private static void Change(Dictionary<int, string> rows, Random random)
    {
        for (var i = random.Next(1, 12); i > 0 || rows.Count < 3; i--)
        {
            var id = random.Next(Ids);
            if (random.Next(3) == 0)
                rows.Remove(id);
            else
                rows[id] = $"p{id},Shirt {random.Next(12)},{Departments[random.Next(Departments.Length)]},{Kinds[random.Next(Kinds.Length)]},{(random.Next(2) == 0 ? "Red" : "blue")},f{random.Next(Ids)}.png";
        }
    }

    private static void Import(TestShop shop, string store) =>
        CatalogueImporter.Import(shop.Options with { Out = store, Image = ["photo"], Sync = true, Yes = true });

    /// <summary>Everything that does not depend on which row a product has.</summary>
    private static List<string> ById(string path)
    {
        using var store = CatalogueStore.Open(path);
        return
        [
            $"{store.Count} {store.DataHash} {store.SplitHash}",
            .. Enumerable.Range(0, store.Tree.Count).Select(category => string.Join('/', store.Tree.Path(category))),
            .. Enum.GetValues<Part>().Select(part => string.Join(' ', store.RowsOf(part).Select(row => store[row].Id))),
            .. store.RowsById.Select(row => store[row]).Select(product => string.Join('|', product.Id, product.Title, product.Category, product.Part,
                string.Join(';', product.Attributes.Select(a => $"{a.Key}={string.Join('+', a.Value)}")), store.DigestOf(product.Row),
                string.Join(';', store.PhotosOf(product.Row).ToArray().Select(photo => Convert.ToHexString(store.ReadPhoto(photo)))))),
        ];
    }
}
