namespace Vitrine.Catalogue.Tests.Import.Rows;

public class FieldNameTests
{
    [Theory]
    [InlineData("attributes.size", "size")]
    [InlineData("variants.o.Fit", "Fit")]
    [InlineData("attributes.Screen Size", "Screen Size")]
    [InlineData("manufacturer.name", "manufacturer")]
    [InlineData("specs.material.label", "material")]
    [InlineData("brand.name", "brand.name")]         // what a product has besides
    [InlineData("Size (product.metafields.custom.size)", "Size")]
    [InlineData("Google Shopping / Gender", "Gender")]
    [InlineData("size", "size")]
    [InlineData("No. of pieces", "No. of pieces")] // no object
    [InlineData("No.of pieces", "No.of pieces")]
    [InlineData("v1.0", "v1.0")]
    [InlineData("specs.brand", "specs.brand")]       // what a product has besides
    [InlineData("specs.colour", "specs.colour")]     // another is called so
    [InlineData("specs.Weight", "specs.Weight")]     // and so is a number
    public void Of_AColumn_IsItsOwnNameWhereThatTellsIt(string column, string expected)
    {
        var options = new ImportOptions { Table = "shop.json", Images = "", Out = "", Id = "id", Title = ["title"], Category = ["category"], Attribute = [column, "paint.colour", "specs.colour"], Number = ["weight"] };
        Assert.Equal(expected, FieldName.Of(column, options));
    }

    [Fact]
    public void Import_PairsOfNameAndValue_AreKeptByTheirNames()
    {
        using var shop = new TestShop();
        shop.WithPhoto("1.jpg", TestShop.Photo(1)).WithTable("""[{"id": 1, "title": "Shirt", "group": "Tops", "attributes": [{"name": "Size", "value": "42"}, {"name": "brand", "value": "Acme"}]}]"""u8.ToArray(), "products.json");
        CatalogueImporter.Import(shop.Options with { Table = shop.File("products.json"), Category = ["group"], Attribute = ["attributes.Size", "attributes.brand"] });
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(["Size", "attributes.brand"], store[0].Attributes.Keys.Order());
    }
}
