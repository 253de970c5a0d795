using System.Numerics;
using System.Numerics.Tensors;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract;

/// <summary>The scores of a block of items for a query, as a search takes them; larger is nearer.</summary>
internal static class Scores
{
    /// <summary>By each of what a model gives: codes, vectors.</summary>
    public static IEnumerable<float[]> Each(EncodedQuery query, ItemBlock items)
    {
        if (query.Code is not null)
            yield return ByCodes(query.Code, items.Codes!);
        if (query.Vector is not null)
            yield return ByVectors(query.Vector, items.Vectors!);
    }

    /// <summary>By what a search ranks by in the end: parts, else vectors, else codes.</summary>
    public static float[] Final(IRetrievalModel model, EncodedQuery query, ItemBlock items)
    {
        if (query.Parts is null || items.Parts is null)
            return query.Vector is null ? ByCodes(query.Code!, items.Codes!) : ByVectors(query.Vector, items.Vectors!);
        var scores = new float[items.Items.Count];
        model.ScoreParts(query, items.Parts, scores);
        return scores;
    }

    private static float[] ByVectors(float[] query, float[] items) =>
        [.. items.Chunk(query.Length).Select(item => TensorPrimitives.Dot<float>(query, item))];

    private static float[] ByCodes(ulong[] query, ulong[] items) =>
        [.. items.Chunk(query.Length).Select(item => -(float)item.Zip(query).Sum(pair => BitOperations.PopCount(pair.First ^ pair.Second)))];
}
