using System.Diagnostics;
using Vitrine.Index;
using Vitrine.Postgres;

namespace Vitrine.Databases;

/// <summary>The times of a kind of search.</summary>
/// <param name="Work">What was asked.</param>
/// <param name="Place">Where.</param>
/// <param name="P50Ms">Half of the searches took no longer.</param>
/// <param name="P99Ms">Of a hundred one took longer.</param>
/// <param name="Recall">Share of the exact first ten that was found.</param>
internal sealed record SearchTimes(string Work, string Place, double P50Ms, double P99Ms, double Recall);

/// <summary>What was measured.</summary>
internal sealed record LoadReport(
    string Server, string Machine, int Items, int Dimensions, int Bits, double EmbeddedRowsPerSecond, double DatabaseRowsPerSecond, double GraphSeconds, double EmbeddedMegabytes, double DatabaseMegabytes,
    IReadOnlyList<SearchTimes> Searches);

/// <summary>Fills an index in a folder and one in a database with the same products, and asks both the same.</summary>
internal sealed class LoadTrial(PostgresIndexes database, int items)
{
    private const int Dimensions = 256, Bits = 256, Searches = 40;

    private static readonly IndexSchema Schema = new([Bits], Dimensions)
    {
        Fields = [new("colour", FieldKind.Keyword), new("price", FieldKind.Number), new("category", FieldKind.Path)],
        HasGroups = true,
    };

    public LoadReport Run(Action<string> progress)
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-load-").FullName;
        try
        {
            var embedded = new FolderIndexes(folder);
            progress("filling the folder");
            var inFolder = Fill(embedded);
            progress($"{inFolder:N0} rows/s; filling the database");
            var inDatabase = Fill(database);
            progress($"{inDatabase:N0} rows/s; making graphs");
            var start = Stopwatch.GetTimestamp();
            var graphs = database.MakeGraphs("load", memory: 1024);
            var graphSeconds = graphs == 0 ? 0 : Stopwatch.GetElapsedTime(start).TotalSeconds;
            using var first = embedded.Open("load");
            using var second = database.Open("load");
            var searches = new List<SearchTimes>();
            foreach (var (work, query) in Works())
                searches.AddRange(Compare(work, query, first, second, graphs > 0, progress));
            return new LoadReport(database.Abilities.ToString(), $"{Environment.ProcessorCount} processors, beside other work", items, Dimensions, Bits, Math.Round(inFolder), Math.Round(inDatabase), Math.Round(graphSeconds, 1),
                Math.Round(new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / 1e6, 1), Math.Round(second.StoredBytes() / 1e6, 1), searches);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Some clusters, as catalogues have them; the code is made of the signs.
    private double Fill(IIndexes indexes)
    {
        var random = new Random(1);
        var start = Stopwatch.GetTimestamp();
        var drawing = TimeSpan.Zero;
        using (var writer = indexes.Create("load", Schema))
        {
            for (var i = 0; i < items; i++)
            {
                var drawn = Stopwatch.GetTimestamp();
                var item = Next(random, i);
                drawing += Stopwatch.GetElapsedTime(drawn);
                writer.Put(item);
            }

            writer.Commit();
        }

        return items / (Stopwatch.GetElapsedTime(start) - drawing).TotalSeconds;
    }

    private static IndexItem Next(Random random, int row)
    {
        var vector = Draw(random);
        return new IndexItem($"product-{row}")
        {
            Row = row,
            Code = CodeOf(vector),
            Vector = vector,
            Group = $"group-{row / 3}",
            Fields = { ["colour"] = $"colour {random.Next(20)}", ["price"] = random.Next(10_000) / 100.0, ["category"] = new[] { $"kind {random.Next(6)}", $"sort {random.Next(20)}" } },
        };
    }

    private static float[] Draw(Random random)
    {
        var centre = new Random(random.Next(200));
        var vector = new float[Dimensions];
        for (var i = 0; i < Dimensions; i++)
            vector[i] = (float)(centre.NextDouble() - 0.5 + 0.6 * (random.NextDouble() - 0.5));
        var length = MathF.Sqrt(vector.Sum(number => number * number));
        return [.. vector.Select(number => number / length)];
    }

    private static ulong[] CodeOf(float[] vector)
    {
        var code = new ulong[Bits / 64];
        for (var bit = 0; bit < Bits; bit++)
            code[bit / 64] |= (vector[bit] > 0 ? 1UL : 0) << (bit % 64);
        return code;
    }

    private static IEnumerable<(string Work, Func<Random, IndexQuery> Query)> Works()
    {
        var filter = Filter.Equal("colour", "colour 7") & Filter.Range("price", to: 50);
        yield return ("codes", random => new IndexQuery { Code = CodeOf(Draw(random)) });
        yield return ("codes, filter of 2.5 %", random => new IndexQuery { Code = CodeOf(Draw(random)), Filter = filter });
        yield return ("codes, filter, two facets, one per group", random => new IndexQuery { Code = CodeOf(Draw(random)), Filter = filter, Facets = [new("category"), new("price")], IsOnePerGroup = true });
        yield return ("vectors", random => new IndexQuery { Vector = Draw(random) });
        yield return ("vectors, filter of 2.5 %", random => new IndexQuery { Vector = Draw(random), Filter = filter });
        yield return ("sorted by price, filter of 2.5 %", _ => new IndexQuery { Sort = new FieldSort("price"), Filter = filter });
    }

    private IEnumerable<SearchTimes> Compare(string work, Func<Random, IndexQuery> next, IIndexSnapshot embedded, PostgresSnapshot database1, bool hasGraphs, Action<string> progress)
    {
        // Without pgvector vectors take seconds each.
        var count = work.StartsWith("vectors", StringComparison.Ordinal) && !database.Abilities.HasPgvector ? 5 : Searches;
        var random = new Random(2);
        IndexQuery[] queries = [.. Enumerable.Range(0, count).Select(_ => next(random))];
        var exact = queries.Select(query => embedded.Search(query).Hits.Select(hit => hit.Id).ToHashSet()).ToArray();
        yield return Timed("folder", query => embedded.Search(query).Hits);
        yield return Timed("database", query => database1.Search(query).Hits);
        if (hasGraphs && queries[0] is { Sort: null, IsOnePerGroup: false })
            yield return Timed("database, by graph", query => database1.SearchByGraph(query, new GraphSearch(Candidates: 200, Shortlist: 100)));
        if (work == "vectors")
            yield return Timed("database, by codes then vectors", query => database1.SearchRescored(CodeOf(query.Vector.ToArray()), query.Vector, 200, query.K));

        SearchTimes Timed(string place, Func<IndexQuery, IReadOnlyList<IndexHit>> search)
        {
            search(queries[0]);
            var (times, found) = (new double[count], 0.0);
            for (var q = 0; q < count; q++)
            {
                var start = Stopwatch.GetTimestamp();
                var hits = search(queries[q]);
                times[q] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                found += exact[q].Count == 0 ? 1 : (double)hits.Count(hit => exact[q].Contains(hit.Id)) / exact[q].Count;
            }

            Array.Sort(times);
            var measured = new SearchTimes(work, place, Math.Round(times[count / 2], 2), Math.Round(times[Math.Min(count - 1, count * 99 / 100)], 2), Math.Round(found / count, 4));
            progress(measured.ToString());
            return measured;
        }
    }
}
