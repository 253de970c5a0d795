using Vitrine.Catalogue;

namespace Vitrine.EndToEnd.Tests;

/// <summary>One process reads a store while another imports into it, ends well, or is killed.</summary>
public sealed class SnapshotTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public void OpenStore_WhileAnotherProcessImports_ShowsTheStateOfItsOpening()
    {
        using var store = CatalogueStore.Open(shop.Store);
        var before = Everything(store);
        var changed = shop.Folder.Write("renamed.csv", string.Join('\n', Renamed(keep: 300)) + "\n");
        CommandLineProcess.Succeed([.. shop.Import(changed, shop.Store), "--quiet"]);
        Assert.Equal(before, Everything(store));
        using var after = CatalogueStore.Open(shop.Store);
        Assert.Contains("renamed", after[0].Title);
        Assert.NotEqual(before, Everything(after));
    }

    [Theory]
    [InlineData(150)]
    [InlineData(400)]
    [InlineData(700)]
    public void Store_WhoseImportIsKilled_IsTheOneBeforeOrTheOneAfter(int milliseconds)
    {
        var path = shop.Folder.File($"killed{milliseconds}.vitrine");
        var table = Path.Combine(shop.Files, "products.csv");
        CommandLineProcess.Succeed([.. shop.Import(table, path), "--quiet"]);
        var before = Contents(path);
        var changed = shop.Folder.Write($"killed{milliseconds}.csv", string.Join('\n', Renamed(keep: 400)) + "\n");
        using (var process = CommandLineProcess.Start([.. shop.Import(changed, path), "--quiet"]))
        {
            process.WaitForExit(milliseconds);
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        var left = Contents(path);
        CommandLineProcess.Succeed([.. shop.Import(changed, path), "--quiet"]);
        var after = Contents(path);
        Assert.Contains("renamed", after[1]);
        Assert.True(left.SequenceEqual(before) || left.SequenceEqual(after), "A killed import left a store between two states.");
        Assert.Equal(["catalogue.db", "photos.pack"], Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).Order());
    }

    private IEnumerable<string> Renamed(int keep) => File.ReadLines(Path.Combine(shop.Files, "products.csv"))
        .Take(keep + 1)
        .Select((line, number) => number == 0 ? line : string.Join(',', line.Split(',').Select((cell, column) => column == 1 ? $"renamed {number}" : cell)));

    private static List<string> Contents(string path)
    {
        using var store = CatalogueStore.Open(path);
        return Everything(store);
    }

    private static List<string> Everything(CatalogueStore store) =>
    [
        $"{store.Count} {store.DataHash} {store.SplitHash}",
        .. store.Products().Select(product => $"{product.Id} {product.Title} {product.Part} {string.Join('/', store.Tree.Path(product.Category))} {store.ReadImage(product.Row).Length}"),
        .. store.FindByTitle("red dress renamed", 20).Select(hit => $"{hit.Row} {hit.Score:R}"),
    ];
}
