namespace Vitrine.Catalogue.Tests.Import.Presets;

/// <summary>Exports of each system: the preset that is asked for and the one that is guessed give the same products.</summary>
public class ImportPresetTests
{
    public static IEnumerable<TheoryDataRow<string?>> AskedOrGuessed(string name) => [new(name), new(null)];

    [Theory]
    [MemberData(nameof(AskedOrGuessed), "google-merchant")]
    public void GoogleMerchant_ItemGroups_AreVariantsOfOneProduct(string? preset)
    {
        using var export = new GeneratedExport(
            "id\ttitle\tdescription\tlink\timage_link\tadditional_image_link\tavailability\tprice\tbrand\tproduct_type\tgoogle_product_category\titem_group_id\tcolor\tsize\n"
            + "A-S\tCotton shirt\tSoft.\thttps://x.example/a\thttps://x.example/i/a.jpg?w=9\thttps://x.example/i/a2.jpg,https://x.example/i/a3.jpg\tin stock\t19.90 EUR\tAcme\tMen > Shirts\t1604\tA\tred\tS\n"
            + "A-M\tCotton shirt\tSoft.\thttps://x.example/a\thttps://x.example/i/a.jpg?w=9\t\tin stock\t21.90 EUR\tAcme\tMen > Shirts\t1604\tA\tred\tM\n"
            + "B\tOak lamp\tWarm.\thttps://x.example/b\thttps://x.example/i/b.jpg\t\tin stock\t5.00 EUR\tLux\tHome > Lamps\t594\t\tbrown\t\n",
            "a.jpg", "a2.jpg", "a3.jpg", "b.jpg");
        Assert.Equal(["A: Cotton shirt in Men/Shirts; 3 photos; 2 variants; price 19.9; brand Acme", "B: Oak lamp in Home/Lamps; 1 photos; 0 variants; price 5; brand Lux"], export.Import(preset));
    }

    [Theory]
    [MemberData(nameof(AskedOrGuessed), "shopify")]
    public void Shopify_HandlesRepeated_AreOneProductWithVariantsAndPhotos(string? preset)
    {
        using var export = new GeneratedExport(
            "Handle,Title,Body (HTML),Vendor,Product Category,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,Image Position,Variant Image\n"
            + "shirt,Cotton shirt,<p>Soft</p>,Acme,Apparel > Shirts,Shirt,Size,S,1-S,19.90,https://cdn.example/shirt_1.jpg?v=1,1,\n"
            + "shirt,,,,,,,M,1-M,18.90,https://cdn.example/shirt_2.jpg?v=1,2,\n"
            + "lamp,Oak lamp,,Lux,Home > Lamps,Lamp,Title,Default Title,2,5,https://cdn.example/lamp.jpg,1,\n",
            "shirt_1.jpg", "shirt_2.jpg", "lamp.jpg");
        Assert.Equal(["shirt: Cotton shirt in Apparel/Shirts; 2 photos; 2 variants; price 18.9; brand Acme", "lamp: Oak lamp in Home/Lamps; 1 photos; 1 variants; price 5; brand Lux"], export.Import(preset));
    }

    [Fact]
    public void Shopify_HowManyAreLeft_IsANumber()
    {
        using var export = new GeneratedExport("Handle,Title,Product Category,Variant SKU,Variant Price,Variant Inventory Qty,Image Src\nshirt,Cotton shirt,Apparel > Shirts,1-S,19.90,7,https://cdn.example/shirt.jpg\n", "shirt.jpg");
        Assert.Equal(["Variant Inventory Qty"], ImportGuess.Complete(export.Said, "shopify").Options.Number);
    }

    [Theory]
    [MemberData(nameof(AskedOrGuessed), "shopify")]
    public void Shopify_ColumnsOfTheNewTemplate_AreKnown(string? preset)
    {
        using var export = new GeneratedExport(
            "Title,URL handle,Description,Vendor,Product category,Type,SKU,Option1 name,Option1 value,Price,Product image URL,Image position\n"
            + "Cotton shirt,shirt,Soft,Acme,Apparel > Shirts,Shirt,1-S,Size,S,19.90,https://cdn.example/shirt.jpg,1\n"
            + "Oak lamp,lamp,Warm,Lux,Home > Lamps,Lamp,2,,,5,https://cdn.example/lamp.jpg,1\n", "shirt.jpg", "lamp.jpg");
        Assert.Equal(["shirt: Cotton shirt in Apparel/Shirts; 1 photos; 1 variants; price 19.9; brand Acme", "lamp: Oak lamp in Home/Lamps; 1 photos; 1 variants; price 5; brand Lux"], export.Import(preset));
    }

    [Theory]
    [MemberData(nameof(AskedOrGuessed), "woocommerce")]
    public void WooCommerce_ParentBySkuOrById_LeadsToTheParent(string? preset)
    {
        using var export = new GeneratedExport(WooCommerce, "shirt.jpg", "shirt-m.jpg", "boot.jpg", "lamp.jpg");
        Assert.Equal(
        [
            "SHIRT: Cotton shirt in Men/Shirts; 2 photos; 2 variants; price 19.9; brand ", "id:44: Boot in Shoes/Boots; 1 photos; 2 variants; price 50; brand ",
            "LAMP: Oak lamp in Home/Lamps; 1 photos; 1 variants; price 5; brand ",
        ], export.Import(preset));
    }

    [Fact]
    public void WooCommerce_AnotherIdThanThatOfThePreset_StillFindsTheParents()
    {
        using var export = new GeneratedExport(WooCommerce, "shirt.jpg", "shirt-m.jpg", "boot.jpg", "lamp.jpg");
        Assert.Equal(["10", "44", "50"], GeneratedExport.Import(export.Said with { Id = "ID" }, "woocommerce").Select(product => product.Split(':')[0]));
    }

    [Theory]
    [MemberData(nameof(AskedOrGuessed), "magento")]
    public void Magento_ConfigurableVariations_AreVariants(string? preset)
    {
        using var export = new GeneratedExport(
            "sku,attribute_set_code,product_type,categories,name,description,price,base_image,additional_images,configurable_variations\n"
            + "MH01-S,Top,simple,,Hoodie-S,,52,/m/h/mh01-s.jpg,,\n"
            + "MH01-M,Top,simple,,Hoodie-M,,54,,,\n"
            + "MH01,Top,configurable,\"Men/Tops,Men/Tops/Hoodies\",Hoodie,Warm,,/m/h/mh01.jpg,\"/m/h/mh01-back.jpg,/m/h/mh01-side.jpg\",\"sku=MH01-S,size=S|sku=MH01-M,size=M\"\n"
            + "LAMP,Bag,simple,Home/Lamps,Oak lamp,,5,/l/a/lamp.jpg,,\n",
            "m/h/mh01-s.jpg", "m/h/mh01.jpg", "m/h/mh01-back.jpg", "m/h/mh01-side.jpg", "l/a/lamp.jpg");
        Assert.Equal(["MH01: Hoodie in Men/Tops/Hoodies; 4 photos; 2 variants; price 52; brand ", "LAMP: Oak lamp in Home/Lamps; 1 photos; 0 variants; price 5; brand "], export.Import(preset));
    }

    [Theory]
    [InlineData("Default Category", "Default Category")]
    [InlineData("default category", "Root Catalog/Default Category")]
    [InlineData("Root Catalog/Default Category", "Root Catalog/Default Category")]
    [InlineData("Acme Shop", "Acme Shop")]
    [InlineData("Root Catalog/Acme Shop", "Root Catalog/Acme Shop")]
    public void Magento_RootOfTheStore_IsNoDepartment(string one, string other)
    {
        using var export = new GeneratedExport(
            "sku,product_type,categories,name,base_image\n"
            + $"A,simple,\"{one},{one}/Men,{one}/Men/Hoodies\",Hoodie,/a.jpg\n"
            + $"B,simple,{other}/Home/Lamps,Oak lamp,/b.jpg\n"
            + $"C,simple,{one},Gift card,/c.jpg\n", "a.jpg", "b.jpg", "c.jpg");
        var products = export.Import("magento").Select(product => product[..product.IndexOf(';')]).ToArray();
        Assert.Equal(["A: Hoodie in Men/Hoodies", "B: Oak lamp in Home/Lamps"], products[..2]);
        Assert.Equal($"C: Gift card in {one}", products[2]); // it is nowhere else
    }

    [Fact]
    public void Magento_PathsThatShareNoRoot_StayWhole()
    {
        using var export = new GeneratedExport(
            "sku,product_type,categories,name,base_image\nA,simple,Men/Hoodies,Hoodie,/a.jpg\nB,simple,Home/Lamps,Oak lamp,/b.jpg\n", "a.jpg", "b.jpg");
        var import = ImportGuess.Complete(export.Said, "magento").Options;
        Assert.Null(import.CategoryRoot);
        Assert.Equal(["A: Hoodie in Men/Hoodies", "B: Oak lamp in Home/Lamps"], export.Import("magento").Select(product => product[..product.IndexOf(';')]));
    }

    [Fact]
    public void Magento_RowsForStoreViews_AreTranslationsAndCounted()
    {
        using var export = new GeneratedExport(
            "sku,store_view_code,product_type,categories,name,base_image\n"
            + "A,de,,,Kapuzenjacke,\n"
            + "A,,simple,Default Category/Men,Hoodie,/a.jpg\n"
            + "A,fr,,,,\n"
            + "B,,simple,Default Category/Home,Oak lamp,/b.jpg\n"
            + "C,en,simple,Default Category/Home,Chair,/c.jpg\n"
            + "C,de,,,Stuhl,\n"
            + "B,,simple,Default Category/Home,Oak lamp again,/b.jpg\n", "a.jpg", "b.jpg", "c.jpg");
        var options = ImportGuess.Complete(export.Said, "magento").Options;
        var preview = ImportPreview.Of(options);
        Assert.Equal((3, 1), (preview.Products, preview.Skipped.Values.Sum()));
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var summary = CatalogueImporter.Import(options);
            Assert.Equal((7, 3, 1), (summary.Rows, summary.Translations, summary.Skipped));
        }

        using var store = CatalogueStore.Open(export.Store);
        Assert.Equal(["A Hoodie", "B Oak lamp", "C Chair"], store.Products().Select(product => $"{product.Id} {product.Title}"));
        Assert.Equal((8, BadRowReason.DuplicateId, "B"), store.Report().Select(bad => (bad.Line, bad.Reason, bad.Id)).Single()); // a true duplicate still is one
    }

    [Theory]
    [MemberData(nameof(AskedOrGuessed), "prestashop")]
    public void PrestaShop_NamesWithSigns_AreKnown(string? preset)
    {
        using var export = new GeneratedExport(
            "Product ID;Active (0/1);Name *;Categories (x,y,z...);Price tax included;Manufacturer;Feature(Name:Value:Position);Image URLs (x,y,z...)\n"
            + "1;1;Cotton shirt;Men,Shirts;12,50;Acme;Colour:red:0;http://x.example/img/p/1.jpg,http://x.example/img/p/1-back.jpg\n"
            + "2;1;Linen shirt;Men,Shirts;13,50;Acme;Colour:red:0;http://x.example/img/p/2.jpg\n", "img/p/1.jpg", "img/p/1-back.jpg", "img/p/2.jpg");
        Assert.Equal(["1: Cotton shirt in Men/Shirts; 2 photos; 0 variants; price 12.5; brand Acme", "2: Linen shirt in Men/Shirts; 1 photos; 0 variants; price 13.5; brand Acme"], export.Import(preset));
    }

    [Theory]
    [MemberData(nameof(AskedOrGuessed), "myntra")]
    public void Myntra_PhotosById_AreFound(string? preset)
    {
        using var export = new GeneratedExport(
            "id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName\n"
            + "15970,Men,Apparel,Topwear,Shirts,Blue,Fall,2011,Casual,Check shirt\n39386,Men,Apparel,Bottomwear,Jeans,Blue,Summer,2012,Casual,Party jeans\n",
            "images/15970.jpg", "images/39386.jpg");
        Assert.Equal(["15970: Check shirt in Apparel/Topwear/Shirts; 1 photos; 0 variants; price -1; brand ", "39386: Party jeans in Apparel/Bottomwear/Jeans; 1 photos; 0 variants; price -1; brand "],
            export.Import(preset));
    }

    [Fact]
    public void Complete_WhatWasSaid_WinsOverThePreset()
    {
        using var export = new GeneratedExport(WooCommerce, "shirt.jpg");
        var import = ImportGuess.Complete(export.Said with { Id = "ID", Title = ["SKU", "Name"], Image = ["Images"], Price = ["Position"] }, "woocommerce");
        Assert.Equal(("ID", "Position", "SKU", "Parent"), (import.Options.Id, import.Options.Price.Single(), import.Options.OtherId, import.Options.VariantOf));
        Assert.Equal(["SKU", "Name"], import.Options.Title);
        Assert.Equal(["Categories"], import.Options.Category);
        Assert.False(import.AreColumnsGuessed);
    }

    [Fact]
    public void Complete_UnknownPreset_ListsThoseThatThereAre()
    {
        using var export = new GeneratedExport(WooCommerce, "shirt.jpg");
        Assert.Contains("google-merchant, shopify", Assert.Throws<UsageException>(() => ImportGuess.Complete(export.Said, "shopware")).Hint);
    }

    [Theory]
    [MemberData(nameof(AskedOrGuessed), "shopify")]
    public void Shopify_OptionsTypesTagsAndMetafields_AreAttributesByTheirNames(string? preset)
    {
        using var export = new GeneratedExport(
            "Handle,Title,Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price,Variant Barcode,Image Src,"
            + "Fabric (product.metafields.shopify.fabric),Notes (product.metafields.app.notes),Google Shopping / Gender,Status\n"
            + "shirt,Cotton shirt,Acme,Apparel > Shirts,Shirt,\"new, sale\",TRUE,Color,Red,Size,S,1-S,19.90,4006381333931,https://cdn.example/shirt.jpg,Cotton,\"{\"\"a\"\":1}\",unisex,active\n"
            + "shirt,,,,,,,,Blue,,M,1-M,19.90,4006381333948,,,,,\n"
            + "coat,Wool coat,Acme,Apparel > Coats,Coat,\"new, winter\",TRUE,Size,L,Color,blue,2-L,99,,https://cdn.example/coat.jpg,Wool,\"{\"\"a\"\":2}\",female,active\n"
            + "lamp,Oak lamp,Lux,Home > Lamps,Lamp,\"sale, winter\",TRUE,Title,Default Title,,,3,5,,https://cdn.example/lamp.jpg,,,,active\n"
            + "tee,Old tee,Acme,Apparel > Shirts,Shirt,sale,TRUE,Size,S,,,4-S,9,,https://cdn.example/tee.jpg,Cotton,,,draft\n"
            + "tee,,,,,,,,M,,,4-M,9,,,,,,\n"
            + "cap,New cap,Acme,Apparel > Caps,Cap,new,FALSE,Title,Default Title,,,5,9,,https://cdn.example/cap.jpg,,,,active\n",
            "shirt.jpg", "coat.jpg", "lamp.jpg");
        var summary = CatalogueImporter.Import(ImportGuess.Complete(export.Said, preset).Options);
        Assert.Equal((7, 3, 3, 0), (summary.Rows, summary.Added, summary.Unpublished, summary.Skipped));
        using var store = CatalogueStore.Open(export.Store);
        var products = store.Products().ToDictionary(product => product.Id);
        Assert.Equal(["shirt", "coat", "lamp"], products.Keys);
        Assert.Equal("Color Red/Blue; Fabric Cotton; Gender unisex; Size S/M; Tags new/sale; Type Shirt; Variant Barcode 4006381333931/4006381333948; brand Acme", Attributes(products["shirt"]));
        Assert.Equal("Color blue; Fabric Wool; Gender female; Size L; Tags new/winter; Type Coat; brand Acme", Attributes(products["coat"]));
        Assert.Equal("Tags sale/winter; Type Lamp; brand Lux", Attributes(products["lamp"]));
        Assert.Equal(["1-S Color Red", "1-M Color Blue"], products["shirt"].Variants.Select(variant => $"{variant.Id} Color {string.Join('/', variant.Attributes["Color"])}"));
    }

    [Theory]
    [MemberData(nameof(AskedOrGuessed), "woocommerce")]
    public void WooCommerce_Attributes_HaveTheirOwnNamesAndHiddenProductsStayOut(string? preset)
    {
        using var export = new GeneratedExport(WooCommerce.Replace("50,variable,LAMP,Oak lamp,1,", "50,variable,LAMP,Oak lamp,-1,", StringComparison.Ordinal)
            .Replace("12,variation,SHIRT-M,Cotton shirt - M,1,", "12,variation,SHIRT-M,Cotton shirt - M,0,", StringComparison.Ordinal), "shirt.jpg", "boot.jpg");
        Assert.Equal(3, CatalogueImporter.Import(ImportGuess.Complete(export.Said, preset).Options).Unpublished); // the lamp with its variant, and a variant of the shirt
        using var store = CatalogueStore.Open(export.Store);
        Assert.Equal(["SHIRT Size S/M", "id:44 Size 41/42"], store.Products().Select(product => $"{product.Id} {Attributes(product)}"));
        Assert.Equal([1, 2], store.Products().Select(product => product.Variants.Count));
    }

    [Theory]
    [MemberData(nameof(AskedOrGuessed), "magento")]
    public void Magento_AdditionalAttributes_AreAttributesByTheirNames(string? preset)
    {
        using var export = new GeneratedExport(
            "sku,product_type,categories,name,price,base_image,product_online,additional_attributes\n"
            + "A,simple,Men/Tops,Hoodie,52,a.jpg,1,\"color=Red,climate=Cold|Windy,brand=Acme,care=Wash cold, dry flat\"\n"
            + "B,simple,Men/Tops,Jacket,60,b.jpg,1,\"color=Blue,climate=Cold,brand=Lux\"\n"
            + "C,simple,Men/Tops,Vest,60,c.jpg,2,\"color=Blue,care=Wash cold\"\n", "a.jpg", "b.jpg");
        var summary = CatalogueImporter.Import(ImportGuess.Complete(export.Said, preset).Options);
        Assert.Equal((2, 1), (summary.Added, summary.Unpublished));
        using var store = CatalogueStore.Open(export.Store);
        Assert.Equal(["brand Acme; care Wash cold, dry flat; climate Cold/Windy; color Red", "brand Lux; climate Cold; color Blue"], store.Products().Select(Attributes));
    }

    [Theory]
    [MemberData(nameof(AskedOrGuessed), "prestashop")]
    public void PrestaShop_Features_AreAttributesByTheirNames(string? preset)
    {
        using var export = new GeneratedExport(
            "Product ID;Active (0/1);Name *;Categories (x,y,z...);Price tax included;Feature(Name:Value:Position)\n"
            + "1;1;Cotton shirt;Men,Shirts;12,50;Colour:red:0,Fabric:Cotton:1\n2;0;Old shirt;Men,Shirts;12,50;Colour:red:0\n3;1;Linen shirt;Men,Shirts;13,50;Colour:blue:0:1,Fabric:Linen:1\n");
        var summary = CatalogueImporter.Import(ImportGuess.Complete(export.Said with { Images = ImportOptions.NoImages }, preset).Options);
        Assert.Equal((2, 1), (summary.Added, summary.Unpublished));
        using var store = CatalogueStore.Open(export.Store);
        Assert.Equal(["Colour red; Fabric Cotton", "Colour blue; Fabric Linen"], store.Products().Select(Attributes));
    }

    [Theory]
    [MemberData(nameof(AskedOrGuessed), "woocommerce")]
    public void WooCommerce_SalePriceAndShortDescription_AreTaken(string? preset)
    {
        using var export = new GeneratedExport(
            "ID,Type,SKU,Name,Published,Short description,Description,Sale price,Regular price,Categories\n"
            + "1,simple,A,Shampoo,1,Without sulphates.,Mild. Without sulphates.,9.90,12.90,Care > Hair\n2,simple,B,Soap,1,Of olives.,For hands.,,4.50,Care > Hands\n3,simple,C,Gel,1,,For hands.,0.00,4.90,Care > Hands\n");
        CatalogueImporter.Import(ImportGuess.Complete(export.Said with { Images = ImportOptions.NoImages }, preset).Options);
        using var store = CatalogueStore.Open(export.Store);
        Assert.Equal([9.9, 4.5, 4.9], store.Products().Select(product => product.Numbers["price"]));
        Assert.Equal(["Mild. Without sulphates.", "For hands. Of olives.", "For hands."], store.Products().Select(product => product.Description));
    }

    [Fact]
    public void Import_NoRowIsShown_SaysSoAndLeavesNoStore()
    {
        using var export = new GeneratedExport("id,name,type,state\n1,Red dress,Dress,draft\n2,Blue shirt,Shirt,Draft\n");
        var options = export.Said with { Id = "id", Title = ["name"], Category = ["type"], Status = ["state"], Images = ImportOptions.NoImages };
        Assert.Contains("none of 2 rows is shown", Assert.Throws<BadDataException>(() => CatalogueImporter.Import(options)).Message);
        Assert.False(Directory.Exists(export.Store));
    }

    [Fact]
    public void Import_HiddenRowWithoutAnId_HidesNoOther()
    {
        using var export = new GeneratedExport("id,name,type,state\n,Red dress,Dress,draft\n,Blue shirt,Shirt,active\n3,Green hat,Hat,active\n4,Hat of two,Hat,2\n");
        var options = export.Said with { Id = "id", Title = ["name"], Category = ["type"], Status = ["state"], Images = ImportOptions.NoImages, Accept = true };
        var summary = CatalogueImporter.Import(options);
        Assert.Equal((2, 1, 1), (summary.Added, summary.Unpublished, summary.Skipped));
    }

    [Fact]
    public void Import_ProductHiddenLater_LeavesWithSync()
    {
        using var export = new GeneratedExport("id,name,type,state\n" + string.Concat(Enumerable.Range(1, 9).Select(id => $"{id},Red dress {id},Dress,active\n")));
        var options = export.Said with { Id = "id", Title = ["name"], Category = ["type"], Status = ["state"], Images = ImportOptions.NoImages, Sync = true };
        CatalogueImporter.Import(options);
        File.WriteAllText(export.Table, File.ReadAllText(export.Table).Replace("Red dress 3,Dress,active", "Red dress 3,Dress,archived", StringComparison.Ordinal));
        var summary = CatalogueImporter.Import(options);
        Assert.Equal((8, 1, 1), (summary.Unchanged, summary.Unpublished, summary.Removed));
    }

    private static string Attributes(Product product) =>
        string.Join("; ", product.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => $"{attribute.Key} {string.Join('/', attribute.Value)}"));

    private const string WooCommerce =
        "ID,Type,SKU,Name,Published,Position,Categories,Regular price,Images,Parent,Attribute 1 name,Attribute 1 value(s)\n"
        + "10,variable,SHIRT,Cotton shirt,1,0,\"Men > Shirts, Sale\",,https://x.example/shirt.jpg,,Size,\"S, M\"\n"
        + "11,variation,SHIRT-S,Cotton shirt - S,1,1,,19.90,,SHIRT,Size,S\n"
        + "12,variation,SHIRT-M,Cotton shirt - M,1,2,,21.90,https://x.example/shirt-m.jpg,SHIRT,Size,M\n"
        + "45,variation,BOOT-41,Boot - 41,1,1,,50,,id:44,Size,41\n"
        + "46,variation,,Boot - 42,1,2,,55,,id:44,Size,42\n"
        + "44,variable,,Boot,1,0,Shoes > Boots,,https://x.example/boot.jpg,,Size,\"41, 42\"\n"
        + "50,variable,LAMP,Oak lamp,1,0,Home > Lamps,,https://x.example/lamp.jpg,,Colour,Brown\n"
        + "51,variation,,Oak lamp - brown,1,1,,5,,id:50,Colour,Brown\n";
}
