using System.Globalization;
using Microsoft.Extensions.VectorData;

namespace Vitrine.VectorData.Tests;

/// <summary>The store as docs/vector-data.md shows it.</summary>
public class DocumentedSampleTests
{
    [Fact]
    public async Task Sample_FromRecordsToHits_Runs()
    {
        using var temporary = new TemporaryFolder();
        var (folder, output) = (temporary.File("store"), new StringWriter(CultureInfo.InvariantCulture));

        // docs/vector-data.md shows these lines.
        using var store = new IndexVectorStore(folder);
        var garments = store.GetCollection<string, Garment>("garments");
        await garments.EnsureCollectionExistsAsync(TestContext.Current.CancellationToken);
        await garments.UpsertAsync(
            [
                new Garment { Id = "shirt", Colour = "red", Price = 19.5, Look = new float[] { 1, 0, 0 } },
                new Garment { Id = "dress", Colour = "blue", Price = 60, Look = new float[] { 0.8f, 0.6f, 0 } },
            ], TestContext.Current.CancellationToken);

        string[] colours = ["red", "blue"];
        await foreach (var hit in garments.SearchAsync(new float[] { 1, 0, 0 }, top: 5, new() { Filter = garment => colours.Contains(garment.Colour) && garment.Price < 100 }, TestContext.Current.CancellationToken))
            output.WriteLine($"{hit.Record.Id}: {hit.Score:0.0}"); // shirt: 1.0, dress: 0.8

        Assert.Equal("shirt: 1.0\ndress: 0.8\n", output.ToString().ReplaceLineEndings("\n"));
    }

    private sealed class Garment
    {
        [VectorStoreKey]
        public string Id { get; set; } = "";

        [VectorStoreData(IsIndexed = true)]
        public string? Colour { get; set; }

        [VectorStoreData(IsIndexed = true)]
        public double Price { get; set; }

        [VectorStoreVector(3)]
        public ReadOnlyMemory<float> Look { get; set; }
    }
}
