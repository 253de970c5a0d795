using Vitrine.Index;
using Vitrine.Index.Tests;
using Vitrine.Postgres.Tests.Servers;

namespace Vitrine.Postgres.Tests.Searching;

/// <summary>Searches that may miss something, on pgvector: how much they find, and that what they find is right.</summary>
[Collection(PGlite.OneAtATime)]
public sealed class GraphTests(PGlite server)
{
    private const int Items = 700, Dimensions = 24;

    [Theory]
    [InlineData(VectorFormat.Float16)]
    [InlineData(VectorFormat.Float32)]
    public void SearchByGraph_OfVectorsAndCodes_FindsNearlyAll(VectorFormat format)
    {
        using var indexes = new PostgresIndexes(server.Require());
        var random = new Random(8);
        var name = $"graph-{format}";
        var (vectors, codes) = (Seeded.Vectors(random, Items, Dimensions), Seeded.Codes(random, Items, 64));
        using (var writer = indexes.Create(name, new IndexSchema([64], Dimensions, format) { Fields = [new("number", FieldKind.Number)] }))
        {
            for (var i = 0; i < Items; i++)
                writer.Put(new IndexItem($"item-{i}") { Row = i, Code = codes.AsMemory(i, 1), Vector = vectors.AsMemory(i * Dimensions, Dimensions), Fields = { ["number"] = i } });
            writer.Commit();
        }

        Assert.Equal(2, indexes.MakeGraphs(name));
        Assert.Equal(2, indexes.MakeGraphs(name)); // those that are there stay
        using var snapshot = indexes.Open(name);
        foreach (var filter in new[] { null, Filter.Range("number", to: Items / 10) })
        {
            var (foundVectors, foundCodes) = (0, 0);
            for (var q = 0; q < 10; q++)
            {
                var byVector = new IndexQuery { Vector = Seeded.Vectors(random, 1, Dimensions), Filter = filter };
                var byCode = new IndexQuery { Code = Seeded.Codes(random, 1, 64), Filter = filter };
                // At most 60 items of the graph: fewer than pass the filter, so that the graph is looked through and not all of them.
                foundVectors += Found(byVector, mostScanned: filter is null ? 20_000 : 60);
                foundCodes += Found(byCode, mostScanned: filter is null ? 20_000 : 60);
                if (filter is not null)
                    Assert.Equal((10, 10), (Found(byVector, 20_000), Found(byCode, 20_000)));
            }

            // 100 each are to be found.
            Assert.True(foundVectors >= 97, $"{foundVectors} by vectors");
            Assert.True(foundCodes >= 90, $"{foundCodes} by codes, of which many are equally near");
        }

        int Found(IndexQuery query, int mostScanned)
        {
            var exact = snapshot.Search(query, TestContext.Current.CancellationToken).Hits;
            var near = snapshot.SearchByGraph(query, new GraphSearch(Candidates: 200, Shortlist: 50, MostScanned: mostScanned), TestContext.Current.CancellationToken);
            Assert.All(near.IntersectBy(exact.Select(hit => hit.Id), hit => hit.Id), hit => Assert.Contains(hit, exact)); // the same distance and score
            return near.Select(hit => hit.Id).Intersect(exact.Select(hit => hit.Id)).Count();
        }
    }

    [Fact]
    public void SearchRescored_WholeShortlist_IsTheSearchByVectors()
    {
        using var indexes = new PostgresIndexes(server.Require());
        var random = new Random(9);
        using (var writer = indexes.Create("rescored", new IndexSchema([64], Dimensions) { Fields = [new("number", FieldKind.Number)] }))
        {
            for (var i = 0; i < 200; i++)
                writer.Put(new IndexItem($"item-{i}") { Row = i, Code = Seeded.Codes(random, 1, 64), Vector = Seeded.Vectors(random, 1, Dimensions), Fields = { ["number"] = i } });
            writer.Commit();
        }

        using var snapshot = indexes.Open("rescored");
        var (code, vector, filter) = (Seeded.Codes(random, 1, 64), Seeded.Vectors(random, 1, Dimensions), Filter.Range("number", from: 50));
        var exact = snapshot.Search(new IndexQuery { Vector = vector, Filter = filter }, TestContext.Current.CancellationToken).Hits;
        Assert.Equal(exact.Select(hit => (hit.Id, hit.Score)), snapshot.SearchRescored(code, vector, 200, 10, filter, TestContext.Current.CancellationToken).Select(hit => (hit.Id, hit.Score)));
        var nearest = snapshot.Search(new IndexQuery { Code = code, Filter = filter, K = 20 }, TestContext.Current.CancellationToken).Hits.Select(hit => hit.Id).ToHashSet();
        Assert.All(snapshot.SearchRescored(code, vector, 20, 10, filter, TestContext.Current.CancellationToken), hit => Assert.Contains(hit.Id, nearest));
        Assert.Contains("a shortlist of 5 for 10 hits", Assert.Throws<ArgumentException>(() => snapshot.SearchRescored(code, vector, 5, 10)).Message, StringComparison.Ordinal);
        Assert.Contains("give one of them", Assert.Throws<ArgumentException>(() => snapshot.SearchByGraph(new IndexQuery())).Message, StringComparison.Ordinal);
        Assert.Contains("need all that is found", Assert.Throws<ArgumentException>(() => snapshot.SearchByGraph(new IndexQuery { Vector = vector, MinScore = 1 })).Message, StringComparison.Ordinal);
    }
}
