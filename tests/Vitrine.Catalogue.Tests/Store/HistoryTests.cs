using Vitrine.Catalogue.Tests.Import;

namespace Vitrine.Catalogue.Tests.Store;

/// <summary>A store that followed its shop through many changes is the store that a fresh import of the last table makes.</summary>
public class HistoryTests
{
    private const int Ids = 40;

    /// <summary>Photos of today would be read at every import, see <see cref="FileStamp"/>.</summary>
    private static readonly DateTime LongAgo = new(2020, 2, 20, 20, 20, 20, DateTimeKind.Utc);

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
            Write(shop, photo, photo, LongAgo);
        var random = new Random(seed);
        var rows = new Dictionary<int, string>();
        for (var change = 0; change < changes; change++)
        {
            Change(rows, random);
            ChangePhotos(shop, random, LongAgo.AddHours(change + 1));
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

    /// <summary>Some files of photos get another content or, touched only, another time; some go or come back, and most stay as they are.</summary>
    private static void ChangePhotos(TestShop shop, Random random, DateTime time)
    {
        for (var i = random.Next(6); i > 0; i--)
        {
            var photo = random.Next(Ids);
            if (random.Next(4) == 0)
                File.Delete(Path.Combine(shop.Photos, $"f{photo}.png"));
            else
                Write(shop, photo, random.Next(2) == 0 ? photo : random.Next(1000), time);
        }
    }

    private static void Write(TestShop shop, int photo, int content, DateTime time)
    {
        shop.WithPhoto($"f{photo}.png", TestShop.Photo(content));
        File.SetLastWriteTimeUtc(Path.Combine(shop.Photos, $"f{photo}.png"), time);
    }

    private static void Import(TestShop shop, string store) =>
        CatalogueImporter.Import(shop.Options with { Out = store, Image = ["photo"], Sync = true, Yes = true, Accept = true });

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
