namespace Vitrine.Search.Words;

/// <summary>A term of a query with all places where it stands in the products.</summary>
/// <param name="Weight">What a product can get for it at most: the term's inverse document frequency, times its share of a word that is several terms.</param>
/// <param name="Runs">By stretch, then by field; at least one.</param>
internal sealed record QueryTerm(float Weight, PostingRun[] Runs)
{
    /// <summary>
    /// Products that have a term. In one field they are counted; over several fields this is what the field with the most of them has in each stretch: no more are certain without reading
    /// all postings, and words that stand in several fields mostly stand there together. Products that have changed since the words were indexed count as they were, and as they are.
    /// </summary>
    public static long Products(PostingRun[] runs) => runs.GroupBy(run => (run.Stretch, run.Part)).Sum(stretch => (long)stretch.Max(run => run.Count));

    /// <summary>Inverse document frequency as in BM25, kept above zero: ln(1 + (N − n + 0.5) / (n + 0.5)); n is N where changed products that count twice make it more.</summary>
    public static float Idf(long products, long all) => (float)Math.Log(1 + (all - Math.Min(products, all) + 0.5) / (Math.Min(products, all) + 0.5));

    /// <summary>The runs of one stretch, by field.</summary>
    public ReadOnlySpan<PostingRun> In(int stretch)
    {
        var first = LowerBound(stretch);
        var end = first;
        while (end < Runs.Length && Runs[end].Stretch == stretch)
            end++;
        return Runs.AsSpan(first..end);
    }

    private int LowerBound(int stretch)
    {
        var (low, high) = (0, Runs.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Runs[middle].Stretch < stretch)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
