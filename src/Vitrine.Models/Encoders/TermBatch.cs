namespace Vitrine.Models.Encoders;

/// <summary>Bags of words of a batch of texts, without their zeros.</summary>
/// <param name="Terms">Term numbers of all bags, one bag after the other.</param>
/// <param name="Starts">Where each bag begins, and at the end the number of terms: one more than there are bags.</param>
/// <param name="Weights">The weight of each term.</param>
public readonly record struct TermBatch(int[] Terms, int[] Starts, float[] Weights)
{
    /// <summary>Bags.</summary>
    public int Count => Starts.Length - 1;

    /// <param name="bags">Terms with weights, per text.</param>
    public static TermBatch Of(IReadOnlyList<IReadOnlyList<(int Term, float Weight)>> bags)
    {
        var starts = new int[bags.Count + 1];
        for (var i = 0; i < bags.Count; i++)
            starts[i + 1] = starts[i] + bags[i].Count;
        var (terms, weights) = (new int[starts[^1]], new float[starts[^1]]);
        for (var i = 0; i < bags.Count; i++)
        {
            for (var j = 0; j < bags[i].Count; j++)
                (terms[starts[i] + j], weights[starts[i] + j]) = bags[i][j];
        }

        return new TermBatch(terms, starts, weights);
    }
}
