using Vitrine.Index;
using Vitrine.Search.Queries;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Shopping;

/// <summary>Asks contestants the queries of a shop in all their variants.</summary>
internal static class ShopperMeasures
{
    /// <summary>How far down a ranking is looked at.</summary>
    public const int MostRanks = 100;

    /// <param name="made">The queries.</param>
    /// <param name="products">Of the shop.</param>
    /// <param name="gallery">Products that are searched; null for all. Queries of which none of them is right are left out.</param>
    /// <param name="contestants">Who ranks.</param>
    /// <param name="stage">Told of finished queries.</param>
    /// <param name="cancellation">Stops between queries.</param>
    public static IReadOnlyList<ContestantResult> Of(ShopperQueries made, int products, RowSet? gallery, IReadOnlyList<Contestant> contestants, IProgress<int>? stage, CancellationToken cancellation)
    {
        var figures = contestants.Select(_ => QueryVariants.All.Select(_ => new QueryFigures?[made.Queries.Count]).ToArray()).ToArray(); // [contestant][variant][query]
        foreach (var (q, query) in made.Queries.Index())
        {
            int[] relevant = [.. query.Relevant.Where(row => gallery?.Contains(row) != false)];
            if (relevant.Length == 0)
                continue;
            foreach (var (v, variant) in QueryVariants.All.Index())
            {
                cancellation.ThrowIfCancellationRequested();
                if (made.Say(query, variant) is not { } text)
                    continue;
                foreach (var (c, contestant) in contestants.Index())
                    figures[c][v][q] = QueryFigures.Of(contestant.Rank(text), relevant);
            }

            stage?.Report(q + 1);
        }

        string[] groups = [.. made.Queries.Select(query => query.Group).Distinct()];
        double[] rightShare = [.. made.Queries.Select(query => (double)query.Relevant.Count / products)];
        return [.. contestants.Select((contestant, c) => new ContestantResult(contestant.Name,
            [.. QueryVariants.All.Select((variant, v) => Of(variant, figures[c][v], figures[c][0])).OfType<VariantResult>()]))];

        VariantResult? Of(QueryVariant variant, QueryFigures?[] said, QueryFigures?[] asIs)
        {
            var asked = said.Count(figure => figure is not null);
            if (asked == 0)
                return null;
            // Not every query has every variant: what was lost shows beside the same queries as they are.
            QueryFigures?[] same = [.. said.Zip(asIs, (figure, before) => figure is null ? null : before)];
            return new VariantResult(variant, asked, said.Length - asked,
            [
                .. Measures("", said),
                .. variant == QueryVariant.AsIs ? [] : Measures($"{QueryVariant.AsIs.Name()}/", same),
                .. groups.SelectMany(group => Measures($"{group}/", [.. said.Select((figure, q) => made.Queries[q].Group == group ? figure : null)])),
            ]);
        }

        IEnumerable<Measure> Measures(string prefix, QueryFigures?[] said)
        {
            if (said.All(figure => figure is null))
                return [];
            var chance = said.Zip(rightShare).Where(pair => pair.First is not null).Average(pair => pair.Second);
            return
            [
                Measured($"ndcg@{QueryFigures.Cutoff}", figure => figure.Ndcg, null),
                Measured($"p@{QueryFigures.Cutoff}", figure => figure.Precision, chance),
                Measured($"recall@{MostRanks}", figure => figure.Recall, Math.Min(1.0, (double)MostRanks / products)),
                Measured("with-hits", figure => figure.HasHits ? 1 : 0, null),
                Measured("without-hits", figure => figure.HasHits ? 0 : 1, null),
            ];

            Measure Measured(string name, Func<QueryFigures, double> value, double? chance)
            {
                double[] perQuery = [.. said.Select(figure => figure is { } known ? value(known) : double.NaN)];
                return new Measure($"{prefix}{name}", RetrievalTask.Exact(perQuery.Where(one => !double.IsNaN(one)).Average()), chance) { PerQuery = perQuery };
            }
        }
    }
}
