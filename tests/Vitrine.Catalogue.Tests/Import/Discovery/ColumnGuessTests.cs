using Vitrine.Catalogue.Tests.Import.Presets;

namespace Vitrine.Catalogue.Tests.Import.Discovery;

/// <summary>Tables as marketplaces and collections of data hand them out, of which nothing is said.</summary>
public class ColumnGuessTests
{
    private static readonly (string Group, string Women, string Kind)[] Kinds = [("Clothing, Shoes & Jewelry", "Women's Clothing", "Dress"), ("Clothing, Shoes & Jewelry", "Men's Clothing", "Shirt"), ("Home", "Lights", "Lamp")];

    [Fact]
    public void Complete_SalePricePartNumberAndSeveralTexts_AreTaken()
    {
        using var folder = new TemporaryFolder();
        folder.Write("parts.csv", "sku;name;category;oe_number;price;sale_price;description;details\n"u8.ToArray().Concat(System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60).Select(number =>
            $"S{number:D3};Brake pads type {number};{(number % 3 == 0 ? "Brakes" : "Wheels")};0 986 424 {number + 100};{10 + number},50;{(number % 5 == 0 ? "9,90" : "")};Pads of number {number} for cars.;In a box of {number}.\n")))).ToArray());
        var options = ImportGuess.Complete(new ImportOptions { Table = folder.File("parts.csv"), Images = ImportOptions.NoImages, Out = "", Id = "", Title = [], Category = [], ImagePattern = "" }).Options;
        Assert.Equal(["sale_price", "price"], options.Price);
        Assert.Equal(["description", "details"], options.Description);
        Assert.Contains("oe_number", options.Attribute);
    }

    [Fact]
    public void Complete_ListsOfNumbersAndAShortenedPartNumber_AreAttributes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("ringe.csv", System.Text.Encoding.UTF8.GetBytes("Artikelnummer;Bezeichnung;Warengruppe;Preis;Ringgröße;Herst.-Nr.\n" + string.Concat(Enumerable.Range(0, 60).Select(number =>
            $"R{number:D3};Damenring aus Gold {number};{(number % 3 == 0 ? "Ringe" : "Trauringe")};{100 + number},50;{49 + number % 4}|{53 + number % 5}|{59 + number % 6};RE{number}.77-1\n"))));
        var options = ImportGuess.Complete(new ImportOptions { Table = folder.File("ringe.csv"), Images = ImportOptions.NoImages, Out = "", Id = "", Title = [], Category = [], ImagePattern = "" }).Options;
        Assert.Empty(options.Number);
        Assert.Equal(["Herst.-Nr.", "Ringgröße"], options.Attribute.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Complete_BreadcrumbsThatEndInTheProduct_LeaveItOut()
    {
        using var export = Export("uniq_id,product_name,product_category_tree,retail_price,image,brand",
            i => $"{i:x8},{Title(i)},\"[\"\"{string.Join(" >> ", Kinds[i % 3].Group, Kinds[i % 3].Women, $"{Kinds[i % 3].Kind}s")} >> {(i % 5 == 0 ? Title(i)[..6] + "..." : Title(i))}\"\"]\",{10 + i},\"[\"\"http://shop/{i}.jpg\"\"]\",Acme");
        Assert.Equal("00000001: No. 1 of the Shirts in Clothing, Shoes & Jewelry/Men's Clothing/Shirts; 1 photos; 0 variants; price 11; brand Acme", export.Import()[1]);
        Assert.Equal("00000005: No. 5 of the Lamps in Home/Lights/Lamps; 1 photos; 0 variants; price 15; brand Acme", export.Import()[5]);
    }

    [Fact]
    public void Complete_ListsOfLevels_AreOnePathEach()
    {
        using var export = Export(null, i => $$"""{"asin": "B{{i}}", "title": "{{Title(i)}}", "category": ["{{Kinds[i % 3].Group}}", "{{Kinds[i % 3].Women}}", "{{Kinds[i % 3].Kind}}s"], "price": "${{10 + i}}.00", "brand": "Acme", "imageURLHighRes": ["https://shop/{{i}}.jpg"]}""");
        Assert.Equal("B1: No. 1 of the Shirts in Clothing, Shoes & Jewelry/Men's Clothing/Shirts; 1 photos; 0 variants; price 11; brand Acme", export.Import()[1]);
    }

    [Fact]
    public void Complete_CategoriesWithNumbersAndNames_TakesTheNames()
    {
        using var export = Export(null, i => $$"""{"sku": {{1000 + i}}, "name": "{{Title(i)}}", "price": {{10 + i}}.490000000000002, "category": [{"id": "c0", "name": "{{Kinds[i % 3].Group}}"}, {"id": "c1", "name": "{{Kinds[i % 3].Women}}"}], "image": "https://shop/{{i}}.jpg"}""");
        Assert.StartsWith("1001: No. 1 of the Shirts in Clothing, Shoes & Jewelry/Men's Clothing; 1 photos; 0 variants; price 11.49", export.Import()[1]);
    }

    [Fact]
    public void Complete_NumbersOfNames_AreLeftOut()
    {
        using var export = Export("article_id,prod_name,index_group_no,index_group_name,product_type_no,product_type_name,colour_group_code,colour_group_name",
            i => $"{i},{Title(i)},{i % 3},{Kinds[i % 3].Women},{250 + (i % 6)},Kind {(char)('A' + (i % 6))},{9 + (i % 2)},{(i % 2 == 0 ? "Black" : "White")}");
        var guess = ImportGuess.Complete(export.Said);
        Assert.Equal(["index_group_name", "product_type_name"], guess.Options.Category);
        Assert.Equal(["colour_group_name"], guess.Options.Attribute);
        Assert.Equal(["index_group_no", "product_type_no", "colour_group_code"], guess.LeftOut);
    }

    [Fact]
    public void Complete_ShortTextsAndCodes_AreLookedForThoughNoTwoProductsHaveTheSame()
    {
        using var export = Export("id,title,author,isbn,category,price,image,slug,added,source",
            i => $"{i},{Title(i)},{(char)('A' + (i % 26))}. Writer {(char)('a' + (i / 26))}x,97800000{i:D5},{Kinds[i % 3].Women},{10 + i}.90,{i}.jpg,no-{i}-of-all,2026-01-{1 + (i % 28):D2},https://source/{i}");
        var guess = ImportGuess.Complete(export.Said);
        Assert.Equal(["author", "isbn"], guess.Options.Attribute);
        Assert.Equal(["slug", "added", "source"], guess.LeftOut);
    }

    [Fact]
    public void Complete_TableOfAShop_TellsTitlesFromPathsAndTodaysPrice()
    {
        using var export = Export("Item No,Product,Breadcrumb,RRP,Our Price,Old Price,Stock,Picture",
            i => $"A-{i},Acme {Kinds[i % 3].Kind} {i},Home > {Kinds[i % 3].Women} > All our {Kinds[i % 3].Kind}s > Row {i % 20},{(i % 2 == 0 ? "" : $"{20 + i}.00")},{(i % 2 == 0 ? $"£{10 + i}.49" : $"{10 + i}.00 GBP")},{30 + i},{(i % 3 == 0 ? "In stock" : "50+")},https://shop/{i}.jpg");
        var options = ImportGuess.Complete(export.Said).Options;
        Assert.Equal(("Item No", "Product", "Breadcrumb", "Our Price"), (options.Id, options.Title.Single(), options.Category.Single(), options.Price.Single()));
        Assert.Empty(options.Attribute);
    }

    [Theory]
    [InlineData("Home", "Home")]
    [InlineData("STARTSEITE", "STARTSEITE")]
    [InlineData("Clothing", null)] // a category, though all products are of it
    public void Complete_TrailsFromTheFirstPage_BeginBelowIt(string first, string? root)
    {
        using var export = Export("Item No,Product,Breadcrumb,Picture", i => $"A-{i},Acme {Kinds[i % 3].Kind} {i},{first} > {Kinds[i % 3].Women} > {Kinds[i % 3].Kind}s,{i}.jpg");
        Assert.Equal(root, ImportGuess.Complete(export.Said).Options.CategoryRoot);
        Assert.StartsWith($"A-1: Acme Shirt 1 in {(root is null ? $"{first}/" : "")}Men's Clothing/Shirts;", export.Import()[1]);
    }

    [Fact]
    public void Complete_OneOfSeveralBranchesIsCalledLikeAFirstPage_StaysWhole()
    {
        using var export = Export("Item No,Product,Breadcrumb,Picture", i => $"A-{i},Acme {Kinds[i % 3].Kind} {i},{Kinds[i % 3].Group} > {Kinds[i % 3].Women} > {Kinds[i % 3].Kind}s,{i}.jpg");
        Assert.Null(ImportGuess.Complete(export.Said).Options.CategoryRoot);
    }

    [Fact]
    public void Complete_IdsOfWhichSomeStandTwice_AreTakenByTheirNameAndTitlesOfOneWordAreNone()
    {
        using var export = Export("id,title,kind,image", i => $"{(i % 15 == 14 ? i - 1 : i)},Thing{i},{Kinds[i % 3].Kind},https://shop/{i}.jpg");
        var options = ImportGuess.Complete(export.Said).Options;
        Assert.Equal(("id", "title", "kind"), (options.Id, options.Title.Single(), options.Category.Single()));
    }

    private static string Title(int i) => $"No. {i} of the {Kinds[i % 3].Kind}s";

    private static GeneratedExport Export(string? header, Func<int, string> row) =>
        new(string.Join('\n', [.. header is null ? Array.Empty<string>() : [header], .. Enumerable.Range(0, 60).Select(row)]) + "\n", Enumerable.Range(0, 60).Select(i => $"{i}.jpg"));
}
