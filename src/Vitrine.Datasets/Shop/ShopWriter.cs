using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Vitrine.Catalogue;
using Vitrine.Datasets.Files;
using Vitrine.Tensors.Threading;

namespace Vitrine.Datasets.Shop;

/// <summary>Writes a synthetic shop: as the files that a shop would deliver, or straight into a store. Photos are made on all threads of the <see cref="WorkerPool"/>.</summary>
public static class ShopWriter
{
    /// <summary>Photos per round: enough to keep all threads busy, little memory.</summary>
    private const int RoundProducts = 64;

    private static readonly string[] FixedColumns = ["id", "title", "department", "group", "type", "model"];

    private static readonly JsonSerializerOptions ChangeFormat = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>products.csv</c>, <c>images/ID.jpg</c> and <c>changes.jsonl</c> (one <see cref="ShopChange"/> per line).</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="folder">Made where missing; files of the same names are replaced.</param>
    /// <param name="progress">Products done.</param>
    /// <param name="cancellation">Stops between photos; the folder then stays as it was.</param>
    public static void WriteFolder(SyntheticShop shop, string folder, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(shop);
        using var draft = new FolderDraft(folder);
        var images = Directory.CreateDirectory(Path.Combine(draft.Path, "images")).FullName;
        using (var table = new StreamWriter(Path.Combine(draft.Path, "products.csv"))) WriteTable(shop, table);
        WriteChanges(shop, draft.Path);
        EachPhoto(shop, (product, photo) => File.WriteAllBytes(Path.Combine(images, $"{product.Id}.jpg"), photo), progress, cancellation);
        draft.Publish();
    }

    /// <summary>Adds the products to a store, made where missing, and puts <c>changes.jsonl</c> beside its database. Nothing of it is visible before all of it is.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="store">The store's folder.</param>
    /// <param name="progress">Products done.</param>
    /// <param name="cancellation">Stops between photos; the store then stays as it was, and is not there where there was none.</param>
    /// <exception cref="UsageException">The folder holds something else.</exception>
    public static void WriteStore(SyntheticShop shop, string store, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(shop);
        using var writer = StoreWriter.Open(store);
        EachPhoto(shop, (product, photo) => writer.Put(new ProductData(product.Id, product.Title, product.CategoryPath)
        {
            Attributes = ProductData.Single(AttributesOf(product)),
            Group = shop.KeepsFamilies ? product.Model : "",
        }, photo.AsSpan()), progress, cancellation);
        writer.Commit(cancellation);
        WriteChanges(shop, store);
    }

    /// <summary>The product table as CSV: the fixed columns, then one per attribute of any category, empty where a product has none.</summary>
    public static void WriteTable(SyntheticShop shop, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(shop);
        var attributes = AttributeColumns;
        using var csv = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord([.. FixedColumns, .. attributes]);
        foreach (var p in shop.Products)
            csv.WriteRecord([p.Id, p.Title, .. p.CategoryPath, p.Model, .. attributes.Select(a => p.Attributes.GetValueOrDefault(a, ""))]);
    }

    /// <summary>The table's columns after the fixed ones: what <c>import --attribute</c> may take.</summary>
    public static IReadOnlyList<string> AttributeColumns { get; } = [.. ShopAssortment.Categories.SelectMany(c => c.Attributes).Select(a => a.Name).Distinct()];

    private static void WriteChanges(SyntheticShop shop, string folder)
    {
        using var file = new StreamWriter(Path.Combine(folder, "changes.jsonl")) { NewLine = "\n" };
        foreach (var change in shop.Changes) file.WriteLine(JsonSerializer.Serialize(change, ChangeFormat));
    }

    private static Dictionary<string, string> AttributesOf(ShopProduct product) => new(product.Attributes) { [ShopItems.Model] = product.Model };

    private static void EachPhoto(SyntheticShop shop, Action<ShopProduct, byte[]> write, IProgress<int>? progress, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = WorkerPool.ThreadCount, CancellationToken = cancellation };
        var photos = new byte[RoundProducts][];
        for (var first = 0; first < shop.Products.Count; first += RoundProducts)
        {
            var count = Math.Min(RoundProducts, shop.Products.Count - first);
            Parallel.For(0, count, options, i => photos[i] = ShopPhotographer.Photograph(shop.Products[first + i]));
            for (var i = 0; i < count; i++) write(shop.Products[first + i], photos[i]);
            progress?.Report(first + count);
        }
    }
}
