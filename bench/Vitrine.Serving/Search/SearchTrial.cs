using System.Diagnostics;
using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Shop;
using Vitrine.Serving.Load;

namespace Vitrine.Serving.Search;

/// <summary>Asks a shop for colours and kinds of things, as <see cref="LoadTrial"/> does, but without a server between.</summary>
/// <param name="store">A store that is indexed. Where its products have a number "price" from 0 to under 100, evenly, conditions are measured too.</param>
/// <param name="model">That looks at photos and reads titles; null for words alone.</param>
/// <param name="queries">Of each kind.</param>
internal sealed class SearchTrial(string store, string? model, int queries)
{
    private const string Price = "price";

    public SearchReport Run(Action<string> tell)
    {
        var clock = Stopwatch.StartNew();
        using var search = ShopSearch.Open(store, model);
        string[] texts = [.. TextsOf(search.Store.Tree)];
        search.Answer(new ShopQuery { Text = texts[0], Count = 24 });
        var opened = clock.Elapsed.TotalMilliseconds;
        foreach (var text in texts.Take(50)) // warm
            search.Answer(new ShopQuery { Text = text, Count = 24, Facets = [FacetChoice.Fitting] });
        var before = GC.GetTotalAllocatedBytes();
        var all = Ask(search, texts, "all", to: null);
        var allocated = (GC.GetTotalAllocatedBytes() - before) / 1024.0 / Math.Max(1, all.Asked);
        var hasPrice = search.Fields.All.Any(field => field.Name == Price);
        var (few, half) = hasPrice ? (Ask(search, texts, "1 %", to: 0.5), Ask(search, texts, "50 %", to: 49.5)) : (Latencies.Of([], 0), Latencies.Of([], 0));
        using var process = Process.GetCurrentProcess();
        var products = search.Store.Count;
        return new SearchReport(products, Environment.ProcessorCount, Math.Round(opened), all, few, half, Math.Round(allocated), process.WorkingSet64 >> 20, process.WorkingSet64 / products,
            Directory.EnumerateFiles(Path.Combine(store, "index"), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) / products);

        Latencies Ask(ShopSearch shop, string[] asked, string name, double? to)
        {
            var taken = new List<double>();
            for (var number = 0; number < queries; number++)
            {
                var start = Stopwatch.GetTimestamp();
                var query = new ShopQuery { Text = asked[number % asked.Length], Count = 24 };
                shop.Answer(to is null ? query : query with { Facets = [FacetChoice.Fitting], Where = new Dictionary<string, FieldCondition> { [Price] = new FieldCondition.Between(null, to) } });
                taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            var latencies = Latencies.Of(taken, 0);
            tell($"{name}: {latencies}");
            return latencies;
        }
    }

    private static IEnumerable<string> TextsOf(CategoryTree tree) => Enumerable.Range(0, tree.Count).Select(category => tree.Path(category)[^1].ToLowerInvariant())
        .Distinct(StringComparer.Ordinal).SelectMany(name => LoadTrial.Colours.Select(colour => $"{colour} {name}"));
}
