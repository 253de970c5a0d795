using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Datasets.Shop;

namespace Vitrine.Datasets.Tests.Shop;

public sealed class ShopWriterTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-shop-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Photograph_SameProduct_GivesTheSameBytes()
    {
        foreach (var product in ShopGenerator.Generate(new ShopOptions(20)).Products)
            Assert.Equal(ShopPhotographer.Photograph(product), ShopPhotographer.Photograph(product));
    }

    [Fact]
    public void Photograph_EveryCategoryAndValue_IsDrawn()
    {
        // An attribute that does not show in the picture would make its changes unanswerable.
        foreach (var category in ShopAssortment.Categories)
        {
            var look = new Look(category.Attributes.ToDictionary(a => a.Name, a => a.Values[0].Name));
            foreach (var attribute in category.Attributes)
            {
                var drawings = attribute.Values.Select(v => Drawn(category, look.With(attribute.Name, v.Name))).ToArray();
                for (var i = 0; i < drawings.Length; i++)
                {
                    for (var j = 0; j < i; j++)
                    {
                        Assert.True(Difference(drawings[i], drawings[j]) > 60,
                            $"{category.Name}: {attribute.Name} '{attribute.Values[j].Name}' and '{attribute.Values[i].Name}' look alike.");
                    }
                }
            }
        }
    }

    [Fact]
    public void WriteFolder_OfAShop_HoldsTableImagesAndChanges()
    {
        var shop = ShopGenerator.Generate(new ShopOptions(80));

        ShopWriter.WriteFolder(shop, folder.FullName);

        var table = File.ReadAllLines(Path.Combine(folder.FullName, "products.csv"));
        Assert.Equal(81, table.Length);
        Assert.StartsWith("id,title,department,group,type,model,colour,pattern", table[0]);
        foreach (var product in shop.Products)
        {
            var photo = File.ReadAllBytes(Path.Combine(folder.FullName, "images", $"{product.Id}.jpg"));
            Assert.Equal(new ImageHeader(ImageFormat.Jpeg, 128, 128), ImageHeader.Read(photo));
        }

        var changes = File.ReadAllLines(Path.Combine(folder.FullName, "changes.jsonl"));
        Assert.Equal(shop.Changes.Count, changes.Length);
        using var first = JsonDocument.Parse(changes[0]);
        Assert.Equal(shop.Changes[0].Reference, first.RootElement.GetProperty("reference").GetString());
        Assert.Equal(shop.Changes[0].Targets[0], first.RootElement.GetProperty("targets")[0].GetString());
    }

    [Fact]
    public void WriteStore_OfAShop_GivesTheSameProducts()
    {
        var shop = ShopGenerator.Generate(new ShopOptions(30));
        var path = Path.Combine(folder.FullName, "shop.vitrine");

        ShopWriter.WriteStore(shop, path);

        using var store = CatalogueStore.Open(path);
        Assert.Equal(30, store.Count);
        foreach (var product in shop.Products)
        {
            var stored = store.Find(product.Id)!;
            Assert.Equal(product.Title, stored.Title);
            Assert.Equal(product.CategoryPath, store.Tree.Path(stored.Category));
            Assert.All(product.Attributes, a => Assert.Equal([a.Value], stored.Attributes[a.Key]));
            Assert.Equal(ShopPhotographer.Photograph(product), store.ReadImage(stored.Row));
        }

        Assert.True(File.Exists(Path.Combine(path, "changes.jsonl")));
    }

    [Fact]
    public void Write_Cancelled_LeavesNothingHalfMade()
    {
        var shop = ShopGenerator.Generate(new ShopOptions(80)); // more than one round of photos
        foreach (var write in new Action<SyntheticShop, string, IProgress<int>, CancellationToken>[] { ShopWriter.WriteFolder, ShopWriter.WriteStore })
        {
            var path = Path.Combine(folder.FullName, "new", "shop");
            using var cancel = new CancellationTokenSource();
            Assert.ThrowsAny<OperationCanceledException>(() => write(shop, path, new CancelAtOnce(cancel), cancel.Token));
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullName));
        }
    }

    [Fact]
    public void WriteFolder_CancelledOverAnEarlierShop_LeavesThatOneWhole()
    {
        ShopWriter.WriteFolder(ShopGenerator.Generate(new ShopOptions(5)), folder.FullName);
        var before = Files();
        using var cancel = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => ShopWriter.WriteFolder(ShopGenerator.Generate(new ShopOptions(80, 2)), folder.FullName, new CancelAtOnce(cancel), cancel.Token));
        Assert.Equal(before, Files());

        ShopWriter.WriteFolder(ShopGenerator.Generate(new ShopOptions(8, 2)), folder.FullName);
        Assert.Equal(8 + 2, Files().Length);

        string[] Files() => [.. Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}")];
    }

    [Fact]
    public void Generate_Cancelled_Stops() =>
        Assert.ThrowsAny<OperationCanceledException>(() => ShopGenerator.Generate(new ShopOptions(10_000_000), new CancellationToken(canceled: true)));

    private sealed class CancelAtOnce(CancellationTokenSource cancel) : IProgress<int>
    {
        public void Report(int value) => cancel.Cancel();
    }

    private static RgbImage Drawn(ShopCategory category, Look look) =>
        ImageDecoder.RenderSvg(ProductScene.Draw(category, look, new Vitrine.Tensors.RandomSource(9)), 128, 128);

    /// <summary>Pixels that differ clearly.</summary>
    private static int Difference(RgbImage a, RgbImage b) => a.Pixels.Chunk(3).Zip(b.Pixels.Chunk(3)).Count(p => p.First.Zip(p.Second, (x, y) => Math.Abs(x - y)).Max() > 25);
}
