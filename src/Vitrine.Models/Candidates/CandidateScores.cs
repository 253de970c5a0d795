using System.Numerics;
using System.Numerics.Tensors;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Candidates;

/// <summary>Scores given candidates with any model: by parts where it has them, else by vectors, else by codes.</summary>
public static class CandidateScores
{
    // Items encoded at once; bounds the memory of their parts.
    private const int BlockItems = 2048;

    /// <summary>The score of every candidate of every query; larger is nearer.</summary>
    /// <param name="model">Of any method.</param>
    /// <param name="source">Where the candidates are.</param>
    /// <param name="queries">Queries that share one list of items are encoded together.</param>
    /// <param name="progress">Gets the number of queries done.</param>
    /// <param name="cancellation">Stops between queries.</param>
    public static float[][] Of(
        IRetrievalModel model, IItemSource source, IReadOnlyList<CandidateQuery> queries, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var scores = new float[queries.Count][];
        for (var first = 0; first < queries.Count;)
        {
            var (items, next) = Block(queries, first);
            var encoded = Join(model, source, items, cancellation);
            var asked = model.EncodeQueries([.. queries.Skip(first).Take(next - first).Select(query => Query.Words(query.Text))], ItemField.Photo, cancellation);
            var rowOf = items.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
            var all = new float[items.Count];
            for (var query = first; query < next; query++)
            {
                cancellation.ThrowIfCancellationRequested();
                Score(model, asked[query - first], encoded, all);
                scores[query] = [.. queries[query].Items.Select(item => all[rowOf[item]])];
                progress?.Report(query + 1);
            }

            first = next;
        }

        return scores;
    }

    /// <summary>Mean nDCG@5 with binary gains and the published discount: what a model is chosen by; 0 without queries.</summary>
    public static double Ndcg(IRetrievalModel model, IItemSource source, IReadOnlyList<CandidateQuery> queries, CancellationToken cancellation = default)
    {
        var scores = Of(model, source, queries, cancellation: cancellation);
        var values = queries.Index().Where(query => query.Item.IsRelevant.Any(right => right))
            .Select(query => Evaluation.Ndcg.KddCup2020.Of(scores[query.Index], [.. query.Item.IsRelevant.Select(right => right ? 1f : 0f)]).Value);
        return values.DefaultIfEmpty(0).Average();
    }

    // Queries of one block share their candidates, or have few enough together.
    private static (List<int> Items, int Next) Block(IReadOnlyList<CandidateQuery> queries, int first)
    {
        var items = new List<int>();
        var known = new HashSet<int>();
        var next = first;
        for (; next < queries.Count; next++)
        {
            var own = queries[next].Items;
            if (next > first && !ReferenceEquals(own, queries[next - 1].Items) && items.Count + own.Count > BlockItems)
                break;
            if (next == first || !ReferenceEquals(own, queries[next - 1].Items))
                items.AddRange(own.Where(known.Add));
        }

        return (items, next);
    }

    private static ItemBlock Join(IRetrievalModel model, IItemSource source, List<int> items, CancellationToken cancellation)
    {
        var (codes, vectors, counts) = (new List<ulong>(), new List<float>(), new List<int>());
        var parts = model.Description.Parts.Select(_ => new List<float>()).ToArray();
        foreach (var block in model.EncodeItems(source, ItemField.Photo, items, cancellation))
        {
            codes.AddRange(block.Codes ?? []);
            vectors.AddRange(block.Vectors ?? []);
            for (var part = 0; part < parts.Length; part++)
                parts[part].AddRange(block.Parts!.Vectors[part]);
            if (block.Parts?.Counts is { } own)
                counts.AddRange(own);
        }

        return new ItemBlock(items, [.. codes], [.. vectors],
            parts.Length == 0 ? null : new ItemParts(items.Count, [.. parts.Select(part => part.ToArray())], counts.Count == 0 ? null : [.. counts]));
    }

    private static void Score(IRetrievalModel model, EncodedQuery query, ItemBlock items, float[] scores)
    {
        if (query.Parts is not null && items.Parts is not null)
        {
            model.ScoreParts(query, items.Parts, scores);
            return;
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = query.Vector is { } vector
                ? TensorPrimitives.Dot<float>(vector, items.Vectors.AsSpan(i * vector.Length, vector.Length))
                : -Distance(query.Code!, items.Codes.AsSpan(i * query.Code!.Length, query.Code.Length));
        }
    }

    private static int Distance(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var distance = 0;
        for (var word = 0; word < a.Length; word++)
            distance += BitOperations.PopCount(a[word] ^ b[word]);
        return distance;
    }
}
