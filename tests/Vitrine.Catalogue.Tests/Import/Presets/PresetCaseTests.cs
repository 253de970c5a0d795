namespace Vitrine.Catalogue.Tests.Import.Presets;

/// <summary>The cases of ../shared/cases that are exports of shops: with the preset, and by the file alone.</summary>
public class PresetCaseTests
{
    [Theory]
    [InlineData("woocommerce")]
    [InlineData(null)]
    public void WooCommerceCase_ComesInWhole(string? preset)
    {
        using var work = new TemporaryFolder();
        Import("01-woo-category-path/wc-product-export.csv", work, preset, products: 48, missing: 0);
        using var store = CatalogueStore.Open(work.File("s"));
        Assert.Equal(["Clothing", "Home", "Shoes"], store.Products().Select(product => store.Tree.Path(product.Category)[0]).Distinct().Order());
        var paths = store.Products().Select(product => string.Join('/', store.Tree.Path(product.Category))).Distinct().ToArray();
        Assert.Equal(7, paths.Length);
        Assert.Contains("Home/Lamps, Lights", paths); // an escaped comma
        Assert.All(store.Products(), product => Assert.Equal(19.9, product.Numbers["price"]));
    }

    [Fact]
    public void ImagesCellCase_ByTheFileAlone_BringsAllPhotosIn()
    {
        using var work = new TemporaryFolder();
        Import("02-images-cell/products.csv", work, null, products: 24, missing: 0);
        using var store = CatalogueStore.Open(work.File("s"));
        Assert.All(store.Products(), product => Assert.Equal(2, product.Photos));
        Assert.All(store.Products(), product => Assert.Equal(2, store.Tree.Path(product.Category).Count));
    }

    [Theory]
    [InlineData("shopify")]
    [InlineData(null)]
    public void ShopifyCase_ComesInWhole(string? preset)
    {
        using var work = new TemporaryFolder();
        Import("03-shopify-export/products_export.csv", work, preset, products: 30, missing: 0);
        using var store = CatalogueStore.Open(work.File("s"));
        Assert.All(store.Products(), product => Assert.Equal((3, 2), (product.Photos, product.Variants.Count)));
        Assert.All(store.Products(), product => Assert.Equal(["Acme"], product.Attributes["brand"]));
    }

    [Theory]
    [InlineData("prestashop")]
    [InlineData(null)]
    public void PrestaShopCase_ComesInWhole(string? preset)
    {
        using var work = new TemporaryFolder();
        Import("05-prestashop-csv/products_import.csv", work, preset, products: 24, missing: 0);
        using var store = CatalogueStore.Open(work.File("s"));
        Assert.Equal(6, store.Products().Select(product => string.Join('/', store.Tree.Path(product.Category))).Distinct().Count());
        Assert.All(store.Products(), product => Assert.Equal(12.5, product.Numbers["price"]));
    }

    private static void Import(string table, TemporaryFolder work, string? preset, long products, long missing)
    {
        var import = ImportGuess.Complete(GeneratedExport.Open(SharedFolder.Require($"cases/{table}"), work.File("s")), preset);
        var preview = ImportPreview.Of(import.Options);
        Assert.Equal((products, missing, 3), (preview.Products, preview.MissingPhotos, preview.Samples.Count));
        Assert.Equal(preset is null, import.AreColumnsGuessed);
        Assert.False(Directory.Exists(work.File("s")));
        var summary = CatalogueImporter.Import(import.Options);
        Assert.Equal((products, 0, missing), (summary.Added, summary.Skipped, summary.MissingPhotos));
    }
}
