namespace Vitrine.Catalogue.Tests;

public sealed class CatalogueFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-").FullName;

    [Fact]
    public void Describe_PhotosNamedById_FindsEveryColumnsRole()
    {
        WriteTable(number => $"{number},{Title(number)},{Group(number)},{Type(number)},{Colour(number)},{2000 + number * 7 % 13}", "sku,name,main,kind,colour,year");
        WritePhotos(number => $"{number}.jpg");
        var options = CatalogueFolder.Describe(folder, "store").Options;
        Assert.Equal("sku", options.Id);
        Assert.Equal(["name"], options.Title);
        Assert.Equal(["main", "kind"], options.Category);
        Assert.Equal(["colour", "year"], options.Attribute);
        Assert.Equal("{id}.jpg", options.ImagePattern);
        Assert.Empty(options.Image);
        Assert.Equal(Path.Combine(folder, "photos"), options.Images);
        Assert.Equal("store", options.Out);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("avif")]
    public void Describe_PhotosBelowFolders_KeepsThePathInThePattern(string ending)
    {
        WritePhotos(number => $"big/{number}-front.{ending}");
        WriteTable(number => $"{number}-front,{Title(number)},{Group(number)},{Type(number)}", "sku,name,main,kind");
        Assert.Equal($"big/{{id}}.{ending}", CatalogueFolder.Describe(folder, "store").Options.ImagePattern);
    }

    [Fact]
    public void Describe_AColumnOfPaths_IsTheImageColumn()
    {
        WriteTable(number => $"{number},pic{number * 31 % 997}.jpg,{Title(number)},{Group(number)},{Type(number)}", "id,picture,name,main,kind");
        WritePhotos(number => $"pic{number * 31 % 997}.jpg");
        var options = CatalogueFolder.Describe(folder, "store").Options;
        Assert.Equal("id", options.Id);
        Assert.Equal(["picture"], options.Image);
    }

    [Fact]
    public void Describe_AValueInNearlyEveryRow_IsNoCategoryOfAnything()
    {
        // "usage" is "casual" almost everywhere: every column agrees with it, none determines it.
        WriteTable(number => $"{number},{Title(number)},{Type(number)},{(number * 17 % 29 == 0 ? "sport" : "casual")},{Group(number)}", "sku,name,kind,usage,main");
        WritePhotos(number => $"{number}.jpg");
        Assert.Equal(["main", "kind"], CatalogueFolder.Describe(folder, "store").Options.Category);
    }

    [Fact]
    public void Describe_NoTable_SaysWhatToPutThere() =>
        Assert.Contains(".csv", Assert.Throws<UsageException>(() => CatalogueFolder.Describe(folder, "store")).Hint);

    [Fact]
    public void Describe_TwoTables_NamesThem()
    {
        File.WriteAllText(Path.Combine(folder, "a.csv"), "id\n1\n");
        File.WriteAllText(Path.Combine(folder, "b.tsv"), "id\n1\n");
        Assert.Contains("a.csv, b.tsv", Assert.Throws<UsageException>(() => CatalogueFolder.Describe(folder, "store")).Message);
    }

    [Fact]
    public void Describe_PhotosOfOtherNames_SaysThatItCannotTell()
    {
        WriteTable(number => $"{number},{Title(number)},{Group(number)},{Type(number)}", "sku,name,main,kind");
        WritePhotos(number => $"DSC{number + 5000}.jpg");
        var error = Assert.Throws<UsageException>(() => CatalogueFolder.Describe(folder, "store"));
        Assert.Contains("which column names the photos", error.Message);
        Assert.Contains("vitrine import", error.Hint);
    }

    [Fact]
    public void Describe_ATableBesideThatOfTheProducts_TakesTheProducts()
    {
        WriteTable(number => $"{number},{Title(number)},{Group(number)},{Type(number)}", "id,title,department,type");
        WritePhotos(number => $"{number}.jpg");
        File.WriteAllText(Path.Combine(folder, "changes.jsonl"), """{"from":"1","to":"2","words":"in blue"}""" + "\n");
        var import = CatalogueFolder.Describe(folder, "store");
        Assert.Equal("products.csv", Path.GetFileName(import.Options.Table));
        Assert.Equal(["department", "type"], import.Options.Category);
    }

    [Fact]
    public void Describe_FinestCategoryOfFewProductsEach_IsStillOne()
    {
        WriteTable(number => $"{number},{Title(number)},{number % 24 / 12},{number % 24 / 4},{number % 24}", "id,title,department,group,type", 60);
        WritePhotos(number => $"{number}.jpg", 60);
        Assert.Equal(["department", "group", "type"], CatalogueFolder.Describe(folder, "store").Options.Category);
    }

    [Theory]
    [InlineData("sku,name,department,type", "department", "type")]
    [InlineData("sku,name,main,category", "category")]
    public void Describe_EightProducts_TellsCategoriesByTheirNames(string header, params string[] categories)
    {
        WriteTable(number => $"{number},{Title(number)},{Group(number)},{Type(number)}", header, 8);
        WritePhotos(number => $"{number}.jpg", 8);
        var options = CatalogueFolder.Describe(folder, "store").Options;
        Assert.Equal(categories, options.Category);
        Assert.Equal(["name"], options.Title);
    }

    [Fact]
    public void Describe_AColumnOfArrows_IsTheCategoriesWhateverItIsCalled()
    {
        WriteTable(number => $"{number},{Title(number)},{Colour(number)},{Group(number)} > {Type(number)}", "sku,name,colour,shelf");
        WritePhotos(number => $"{number}.jpg");
        var options = CatalogueFolder.Describe(folder, "store").Options;
        Assert.Equal(["shelf"], options.Category);
        Assert.Equal(["colour"], options.Attribute);
    }

    [Theory]
    [InlineData("Artikel-Nr,Bezeichnung,Hauptgruppe,Warengruppe,Farbe,Preis,Beschreibung")]
    [InlineData("Référence,Désignation,Famille,Catégorie,Couleur,Prix,Description")]
    [InlineData("Referencia,Nombre,Grupo,Categoría,Color,Precio,Descripción")]
    public void Describe_ColumnsOfAnotherLanguage_FindsEveryColumnsRole(string header)
    {
        WriteTable(number => $"{number},{Title(number)},{Group(number)},{Type(number)},{Colour(number)},{number}.95,A {Type(number)} to wear on day {number} of the year", header, 8);
        WritePhotos(number => $"{number}.jpg", 8);
        var options = CatalogueFolder.Describe(folder, "store").Options;
        var columns = header.Split(',');
        Assert.Equal(columns[0], options.Id);
        Assert.Equal([columns[1]], options.Title);
        Assert.Equal(columns[2..4], options.Category);
        Assert.Equal([columns[4]], options.Attribute);
        Assert.Equal(columns[5], options.Price.Single());
        Assert.Equal(columns[6], options.Description.Single());
    }

    [Fact]
    public void Describe_Amounts_AreNumbersAndChoicesAttributes()
    {
        WriteTable(number => $"{number},{Title(number)},{Group(number)},{Type(number)},{number * 31 % 40},{number % 3 + 0.5},{number % 4 + 1},{36 + number % 30},{40000000 + number % 50},{number}.99",
            "sku,name,main,kind,stock,weight kg,seats,size,tax number,price");
        WritePhotos(number => $"{number}.jpg");
        var guessed = CatalogueFolder.Describe(folder, "store");
        Assert.Equal(["tax number"], guessed.LeftOut);
        var options = guessed.Options;
        Assert.Equal(["stock", "weight kg"], options.Number);
        Assert.Equal(["seats", "size"], options.Attribute);
        Assert.Equal("price", options.Price.Single());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Title(int number) => $"{Colour(number)} {Type(number)} of model {number}";

    private static string Colour(int number) => new[] { "red", "green", "blue", "black", "white" }[number * 7 % 5];

    private static string Type(int number) => new[] { "shirt", "dress", "boot", "sandal", "belt", "hat" }[number % 6];

    private static string Group(int number) => (number % 6) switch { 0 or 1 => "clothes", 2 or 3 => "shoes", _ => "accessories" };

    private void WriteTable(Func<int, string> row, string header, int count = 120) =>
        File.WriteAllLines(Path.Combine(folder, "products.csv"), [header, .. Enumerable.Range(1, count).Select(row)]);

    private void WritePhotos(Func<int, string> name, int count = 120)
    {
        foreach (var number in Enumerable.Range(1, count))
        {
            var file = Path.Combine(folder, "photos", name(number));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, []);
        }
    }
}
