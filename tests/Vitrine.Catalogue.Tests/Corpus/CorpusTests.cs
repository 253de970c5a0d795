using Vitrine.Catalogue.Tests.Import;

namespace Vitrine.Catalogue.Tests.Corpus;

/// <summary>Exports of five shop systems in many forms and with many defects: every product comes in as it is, and every other row is reported where it stands.</summary>
public sealed class CorpusTests(CorpusPhotos photos) : IClassFixture<CorpusPhotos>
{
    // All take some minutes of two cores: VITRINE_CORPUS=all. Every fourth has each form and each defect many times.
    private static readonly ExportCase[] Asked = [.. ExportCase.Sample.Where((_, i) => Environment.GetEnvironmentVariable("VITRINE_CORPUS") == "all" || i % 4 == 0)];

    [Fact]
    public void Import_ExportsOfTheCorpus_IsExactlyItsProductsAndItsReport()
    {
        var wrong = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.ForEach(Asked, one =>
        {
            try
            {
                Import(one);
            }
            catch (Exception e) when (e is Xunit.Sdk.IAssertionException or CatalogueException)
            {
                wrong.Add($"{one}: {e.Message}");
            }
        });
        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {Asked.Length}:\n{string.Join('\n', wrong.Order(StringComparer.Ordinal).Take(40))}");
    }

    [Fact]
    public void Sample_AnyTwoLevelsOfTwoFactors_StandTogetherInOneExport()
    {
        var together = ExportCase.Sample.SelectMany(one => one.Levels.SelectMany(a => one.Levels.Select(b => (a, b)))).ToHashSet();
        var levels = ExportCase.Sample.SelectMany(one => one.Levels).ToHashSet();
        Assert.Equal(5 + 5 + 3 + 7 + 3 + 12, levels.Count);
        Assert.All(from a in levels from b in levels where a.Factor != b.Factor select (a, b), pair => Assert.Contains(pair, together));
        Assert.True(ExportCase.Sample.Count >= 2000);
        Assert.Equal(levels, Asked.SelectMany(one => one.Levels).ToHashSet());
        Assert.Distinct(ExportCase.Sample);
    }

    private void Import(ExportCase one)
    {
        using var folder = new TemporaryFolder();
        var export = new Export(one);
        var options = one.System.Options with
        {
            Table = folder.Write(one.System.FileName, export.Bytes),
            Images = photos.PlaceOf(one.Packing),
            Out = folder.File("store"),
        };
        var summary = CatalogueImporter.Import(options);
        using var store = CatalogueStore.Open(options.Out);
        Assert.Equal(export.Products.Select(product => product.Id), store.Products().Select(product => product.Id));
        foreach (var expected in export.Products)
            Compare(one, export, expected, store);
        var report = store.Report().ToArray();
        Assert.Equal(export.Report, report.Select(row => (row.Line, row.Column, row.Reason)));
        Assert.All(report, row => Assert.Equal(one.System.FileName, row.File));
        Assert.Equal(export.Report.Count(row => row.Reason != BadRowReason.MissingImage), summary.Skipped);
    }

    private static void Compare(ExportCase one, Export export, ShopProduct expected, CatalogueStore store)
    {
        var product = store.Find(expected.Id)!;
        Assert.Equal(expected.Title, product.Title);
        Assert.Equal(expected.Path, store.Tree.Path(product.Category));
        Assert.Equal(one.System.FurtherCategories(expected), product.FurtherCategories);
        Assert.Equal(double.Parse(expected.Price, System.Globalization.CultureInfo.InvariantCulture), product.Numbers[ImportOptions.PriceName]);
        Assert.Equal([expected.Brand], product.Attributes[ImportOptions.BrandName]);
        Assert.Equal(expected.Description.Replace('\n', ' '), product.Description);
        if (one.System.HasVariants && expected.Colours.Length > 1)
            Assert.Equal(expected.Colours.Select((_, i) => expected.VariantId(i)), product.Variants.Select(variant => variant.Id));
        Assert.Equal(export.PhotosOf(expected).Select(number => TestShop.Photo(number)), store.PhotosOf(product.Row).ToArray().Select(store.ReadPhoto));
    }
}
