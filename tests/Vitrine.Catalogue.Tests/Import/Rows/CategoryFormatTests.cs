namespace Vitrine.Catalogue.Tests.Import.Rows;

public class CategoryFormatTests
{
    [Theory]
    [InlineData("Shoes > Boots", "Shoes/Boots")]
    [InlineData("Shoes > Boots, Shoes", "Shoes/Boots")]
    [InlineData("Shoes, Shoes > Boots", "Shoes/Boots")]
    [InlineData("Shoes > Boots, Sale, Home > Lamps", "Shoes/Boots|Sale|Home/Lamps")]
    [InlineData(@"Shoes\, Bags > Boots, Sale", "Shoes, Bags/Boots|Sale")]
    [InlineData("T-Shirts/Tops > Long", "T-Shirts/Tops/Long", 2)]
    [InlineData("SHOES > boots, Shoes > Boots", "SHOES/boots")]
    [InlineData(" > Shoes >  > Boots > ", "Shoes/Boots")]
    public void Read_ArrowsBetweenNames_GivesThePaths(string cell, string paths, int? names = null)
    {
        var read = CategoryFormat.Detect([cell, "A > B, C"]).Read(new TableCell(cell));
        Assert.Equal(paths, string.Join('|', read.Select(path => string.Join('/', path))));
        if (names is { } count)
            Assert.Equal(count, read[0].Length);
    }

    [Theory]
    [InlineData("Shoes/Boots;Shoes/Sandals;Home/Lamps", "Shoes/Boots", '/')]
    [InlineData("Clothing,Shirts;Clothing,Trousers;Home,Mugs", "Clothing/Shirts", ',')]
    [InlineData("Clothing|Shirts;Clothing|Trousers", "Clothing/Shirts", '|')]
    [InlineData("Default Category/Men/Shirts;Default Category/Men", "Default Category/Men/Shirts", '/')]
    public void Detect_SignsThatFormATree_AreSeparators(string cells, string first, char names)
    {
        var all = cells.Split(';');
        var format = CategoryFormat.Detect(all);
        Assert.Equal(names, format.Names);
        Assert.Equal(first, string.Join('/', format.Read(new TableCell(all[0])).Single()));
    }

    [Theory]
    [InlineData("Pets|Dogs|Leashes;Pets|Dogs|Collars;Food > Drinks > Milk", "Pets/Dogs/Leashes+Pets/Dogs/Collars+Food/Drinks/Milk")]
    [InlineData("Shoes > Boots|Sale;Shoes|Sale;Hats|Sale", "Shoes/Boots|Sale+Shoes|Sale+Hats|Sale")] // bars between paths
    [InlineData("Boots|Sale;Hats|New;Shoes > Sandals", "Boots|Sale+Hats|New+Shoes/Sandals")]
    public void Detect_TwoWaysOfWriting_ReadsEach(string cells, string paths)
    {
        var all = cells.Split(';');
        var format = CategoryFormat.Detect(all);
        Assert.Equal(paths, string.Join('+', all.Select(cell => string.Join('|', format.Read(new TableCell(cell)).Select(path => string.Join('/', path))))));
    }

    [Theory]
    [InlineData("Boots;Sandals;T-Shirts/Tops;Lamps;Mugs;Hats;Bags;Socks")]
    [InlineData("Boots;Black, white and red things;Lamps;Mugs;Hats;Bags;Socks")]
    [InlineData("Tops/Shirts;Hats/Caps;Pots/Pans")]
    public void Detect_SignsInNames_StayPartsOfThem(string cells) => Assert.Null(CategoryFormat.Detect(cells.Split(';')).Names);

    [Fact]
    public void Read_AJsonList_IsSeveralPaths() =>
        Assert.Equal(["Shoes/Boots", "Sale"], CategoryFormat.Detect(["A > B"]).Read(new TableCell("", ["Shoes > Boots", "Sale"])).Select(path => string.Join('/', path)));

    [Theory]
    [InlineData("Clothing+Women+Dresses;Clothing+Men+Shirts;Home+Pans", "Clothing/Women/Dresses", true)]
    [InlineData("Clothing, Shoes & Jewelry+Women;Clothing, Shoes & Jewelry+Men;Home", "Clothing, Shoes & Jewelry/Women", true)]
    [InlineData("Women+Shoes;Men+Shoes;Men+Shirts", "Women/Shoes", true)]
    [InlineData("Dresses+Sale;Shirts+Sale;Shoes+Sale;Shoes", "Dresses|Sale", false)]
    [InlineData("Dresses+New+Sale;New+Shirts;Sale+Shoes", "Dresses|New|Sale", false)]
    [InlineData("Dresses+Sale", "Dresses|Sale", false)]
    [InlineData("Shoes > Boots+Sale;Home > Lamps+Sale", "Shoes/Boots|Sale", false)]
    [InlineData("Shoes/Boots+Sale;Shoes/Sandals", "Shoes/Boots|Sale", false)]
    public void Detect_OfLists_TellsAPathFromSeveralCategories(string lists, string first, bool isPath)
    {
        TableCell[] cells = [.. lists.Split(';').Select(list => TableCell.OfItems(list.Split('+')))];
        var format = CategoryFormat.Detect(cells);
        Assert.Equal(isPath, format.ListsArePaths);
        Assert.Equal(first, string.Join('|', format.Read(cells[0]).Select(path => string.Join('/', path))));
    }

    [Fact]
    public void Read_ListsInAList_AreItsPaths()
    {
        var cell = TableCell.OfItems(["Clothing", "Women", "Sale"], [["Clothing", "Women"], ["Sale"]]);
        Assert.Equal(["Clothing/Women", "Sale"], CategoryFormat.Detect([cell]).Read(cell).Select(path => string.Join('/', path)));
    }
}
