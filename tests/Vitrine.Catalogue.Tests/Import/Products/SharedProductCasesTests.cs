namespace Vitrine.Catalogue.Tests.Import.Products;

/// <summary>The products of ../shared/cases, imported whole.</summary>
public sealed class SharedProductCasesTests : IDisposable
{
    private readonly TemporaryFolder work = new();

    private string Store => work.File("shop.vitrine");

    [Fact]
    public void Import_WooCommerceCategories_GivesPathsAndKeepsFurtherOnes()
    {
        var options = Options("01-woo-category-path", "wc-product-export.csv", "uploads/2026/01") with { Id = "SKU", Title = ["Name"], Category = ["Categories"], Image = ["Images"] };
        var summary = CatalogueImporter.Import(options);
        Assert.Equal((summary.Rows, 0, 0), (summary.Added, summary.Skipped, summary.WithoutPhoto));
        using var store = CatalogueStore.Open(Store);
        Assert.Equal((2, 3, 7), (store.Tree.Depth, store.Tree.ClassCount(1), store.Tree.ClassCount(2)));
        Assert.Equal(["Home", "Lamps"], store.Tree.Path(store.Find("P005")!.Category));
        Assert.Equal(["Home", "Lamps, Lights"], store.Tree.Path(store.Find("P035")!.Category)); // beside the six types
        Assert.Equal(["Sale"], Assert.Single(store.Find("P005")!.FurtherCategories));
        Assert.Empty(store.Find("P004")!.FurtherCategories); // "Shoes" is where "Shoes > Sandals" lies
    }

    [Theory]
    [InlineData("Images")]
    [InlineData("Image URLs")]
    public void Import_SeveralPhotosInACell_TakesAllInTheirOrder(string column)
    {
        var options = Options("02-images-cell", "products.csv", "photos") with { Id = "sku", Category = ["dept", "type"], Image = [column] };
        CatalogueImporter.Import(options);
        using var store = CatalogueStore.Open(Store);
        foreach (var product in store.Products())
        {
            var photos = store.PhotosOf(product.Row).ToArray();
            Assert.Equal(2, photos.Length);
            Assert.Equal(File.ReadAllBytes(Path.Combine(options.Images, $"{product.Id}-front.jpg")), store.ReadPhoto(photos[0]));
            Assert.Equal(File.ReadAllBytes(Path.Combine(options.Images, $"{product.Id}-back.jpg")), store.ReadPhoto(photos[1]));
        }
    }

    [Fact]
    public void Import_ShopifyExport_GivesOneProductPerHandleWithItsVariantsAndPhotos()
    {
        var summary = CatalogueImporter.Import(Options("03-shopify-export", "products_export.csv", "files") with
        {
            Id = "Handle",
            VariantOf = "Handle",
            VariantId = "Variant SKU",
            Title = ["Title"],
            Category = ["Google Shopping / Google Product Category", "Type"],
            Attribute = ["Option1 Value"],
            Brand = "Vendor",
            Price = ["Variant Price"],
            Description = ["Body (HTML)"],
            Image = ["Image Src"],
        });
        Assert.Equal((0, 0), (summary.Skipped, summary.MissingPhotos));
        Assert.Equal(summary.Rows, 3 * summary.Added);
        using var store = CatalogueStore.Open(Store);
        var product = store.Find("red-leather-shirt-no-1")!;
        Assert.Equal(("Red leather shirt no 1", 3), (product.Title, product.Photos));
        Assert.Equal(["1-S", "1-M"], product.Variants.Select(variant => variant.Id));
        Assert.Equal(["S", "M"], product.Variants.Select(variant => variant.Attributes["Size"].Single()));
        Assert.Equal(["Acme"], product.Attributes["brand"]);
        Assert.Equal(19.90, product.Numbers["price"]);
        Assert.Equal("Made for every day. shirt", product.Description);
        Assert.All(store.Products(), each => Assert.Equal(3, each.Photos));
    }

    [Fact]
    public void Import_PrestaShopTable_SplitsCategoriesAtCommasAndReadsPrices()
    {
        CatalogueImporter.Import(Options("05-prestashop-csv", "products_import.csv", "img") with
        {
            Id = "Product ID",
            Title = ["Name *"],
            Category = ["Categories (x,y,z...)"],
            Attribute = ["Feature(Name:Value:Position), Colour"],
            Price = ["Price tax included"],
            Image = ["Image URLs (x,y,z...)"],
        });
        using var store = CatalogueStore.Open(Store);
        var product = store.Find("1")!;
        Assert.Equal(["Clothing", "Shirts"], store.Tree.Path(product.Category));
        Assert.Equal((12.50, 1), (product.Numbers["price"], product.Photos));
        Assert.Equal(["red"], product.Attributes["Feature(Name:Value:Position), Colour"]);
    }

    [Fact]
    public void Import_ProductsThatAreGone_StayAndAreCountedOrGo()
    {
        var monday = Options("24-removed-products", "monday.csv", "photos") with { Category = ["dept", "type"], Accept = true };
        CatalogueImporter.Import(monday);
        var tuesday = monday with { Table = monday.Table.Replace("monday", "tuesday") };
        Assert.Equal((0, 39), (CatalogueImporter.Import(tuesday).Removed, CatalogueImporter.Import(tuesday).Kept));

        // More than a fifth of the store: only when somebody says so.
        Assert.Contains("39 of its 61 products", Assert.Throws<BadDataException>(() => CatalogueImporter.Import(tuesday with { Sync = true })).Found);
        using (var store = CatalogueStore.Open(Store))
            Assert.Equal(61, store.Count);
        var summary = CatalogueImporter.Import(tuesday with { Sync = true, Yes = true });
        Assert.Equal((39, 0), (summary.Removed, summary.Kept));
        Assert.Equal(Fresh(tuesday), Told(Store));
    }

    [Fact]
    public void Import_TitlesInTwoUnicodeForms_AreOneTextOnOneSide()
    {
        CatalogueImporter.Import(Options("29-same-words", "products.csv", "photos") with { Category = ["dept", "type"], Accept = true });
        using var store = CatalogueStore.Open(Store);
        var same = store.Products().GroupBy(product => product.Title, StringComparer.Ordinal).Where(group => group.Count() > 1).ToList();
        Assert.Equal(80, same.Count);
        Assert.All(same, group => Assert.Single(group.Select(product => product.Part).Distinct()));
    }

    [Fact]
    public void Import_MovedCategories_EqualsAFreshImportOfTheLastTable()
    {
        var a = Options("35-moved-categories", "a.csv", "photos") with { Category = ["dept", "type"], Accept = true };
        var c = a with { Table = a.Table.Replace("a.csv", "c.csv") };
        foreach (var table in (ImportOptions[])[a, a with { Table = a.Table.Replace("a.csv", "b.csv") }, c])
            CatalogueImporter.Import(table);
        Assert.Equal(Fresh(c), Told(Store));
    }

    public void Dispose() => work.Dispose();

    private List<string> Fresh(ImportOptions options)
    {
        var path = work.File("fresh.vitrine");
        CatalogueImporter.Import(options with { Out = path });
        return Told(path);
    }

    /// <summary>All that a store says but for the rows that products got.</summary>
    private static List<string> Told(string path)
    {
        using var store = CatalogueStore.Open(path);
        return
        [
            $"{store.Count} {store.DataHash} {store.SplitHash}",
            .. Enumerable.Range(0, store.Tree.Count).Select(category => string.Join('/', store.Tree.Path(category))),
            .. store.RowsById.Select(row => store[row]).Select(product => $"{product.Id} {product.Title} {product.Category} {product.Part} {product.Photos}"),
        ];
    }

    private ImportOptions Options(string name, string table, string images)
    {
        var folder = SharedFolder.Require($"cases/{name}");
        return new ImportOptions { Table = Path.Combine(folder, table), Images = Path.Combine(folder, images), Out = Store, Id = "id", Title = ["name"], Category = [] };
    }
}
