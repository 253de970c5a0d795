
namespace Vitrine.Models.Regions;

/// <summary>A query with the images that are to be ranked for it.</summary>
/// <param name="Words">The numbers of its words (<see cref="RegionModel.WordsOf"/>).</param>
/// <param name="Items">Images of the source; queries that share one list are encoded together.</param>
/// <param name="IsRelevant">Which of them are right.</param>
public sealed record RegionQuery(int[] Words, IReadOnlyList<int> Items, IReadOnlyList<bool> IsRelevant);

/// <summary>Ranks given candidates by their scores, for the selection of a model and for the evaluation of the task.</summary>
/// <param name="regions">Of all candidates.</param>
/// <param name="queries">The queries.</param>
public sealed class RegionCandidates(IRegionSource regions, IReadOnlyList<RegionQuery> queries)
{
    // Images encoded at once; bounds the memory of their object vectors.
    private const int BlockImages = 2048;

    public IReadOnlyList<RegionQuery> Queries => queries;

    /// <summary>The score of every candidate of every query.</summary>
    public float[][] Scores(RegionModel model, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var scores = new float[queries.Count][];
        for (int first = 0, next; first < queries.Count; first = next)
        {
            var rowOf = new Dictionary<int, int>();
            IReadOnlyList<int>? last = null;
            for (next = first; next < queries.Count && (next == first || ReferenceEquals(queries[next].Items, last) || rowOf.Count + queries[next].Items.Count <= BlockImages); next++)
            {
                if (ReferenceEquals(queries[next].Items, last))
                    continue;
                last = queries[next].Items;
                foreach (var item in last)
                    rowOf.TryAdd(item, rowOf.Count);
            }

            using var comparison = model.Compare(regions, [.. rowOf.Keys], [.. Enumerable.Range(first, next - first).Select(query => queries[query].Words)], cancellation);
            (last, int[] images) = (null, []);
            for (var query = first; query < next; query++)
            {
                if (!ReferenceEquals(queries[query].Items, last))
                    images = [.. (last = queries[query].Items).Select(item => rowOf[item])];
                comparison.Scores(query - first, images, scores[query] = new float[images.Length]);
                progress?.Report(query + 1);
            }
        }

        return scores;
    }

    /// <summary>Mean nDCG@5 with binary gains, the task's metric: what a model is selected by.</summary>
    public double Ndcg(RegionModel model, CancellationToken cancellation = default)
    {
        var scores = Scores(model, cancellation: cancellation);
        var (sum, counted) = (0.0, 0);
        for (var query = 0; query < queries.Count; query++)
        {
            var relevant = queries[query].IsRelevant;
            var (gain, ideal) = (0.0, 0.0);
            int[] order = [.. Enumerable.Range(0, relevant.Count).OrderByDescending(i => scores[query][i])];
            var positives = relevant.Count(isRelevant => isRelevant);
            for (var rank = 1; rank <= Math.Min(5, order.Length); rank++)
            {
                gain += relevant[order[rank - 1]] ? 1 / Math.Log2(rank + 1) : 0;
                ideal += rank <= positives ? 1 / Math.Log2(rank + 1) : 0;
            }

            if (positives > 0)
                (sum, counted) = (sum + gain / ideal, counted + 1);
        }

        return counted == 0 ? 0 : sum / counted;
    }
}
