using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Words;
using Vitrine.Serving.Kills;

namespace Vitrine.EndToEnd.Tests;

/// <summary>A server that is killed while products are written keeps every write that it acknowledged, and no other.</summary>
public sealed class KillTests
{
    // Two hundred are recorded (bench/results/serve-kill.json); these tell that the trial still holds.
    private const int Kills = 6;

    [Fact]
    public async Task Serve_KilledAgainAndAgain_KeepsWhatItAcknowledged()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("shop.vitrine");
        using (var writer = StoreWriter.Open(path))
        {
            for (var number = 0; number < 50; number++)
                writer.Put(new ProductData($"p{number}", $"red dress {number}", ["Dresses"]), []);
            writer.Commit();
        }

        using (var store = CatalogueStore.Open(path))
        {
            WordIndexWriter.Update(store);
            FieldIndexWriter.Update(store);
        }

        var report = await new KillTrial(path, seed: 1).RunAsync(Kills);
        Assert.True(report.Faults.Count == 0, $"{report}: {string.Join("; ", report.Faults.Take(10))}");
        Assert.True(report.Acknowledged > Kills, report.ToString());
    }
}
