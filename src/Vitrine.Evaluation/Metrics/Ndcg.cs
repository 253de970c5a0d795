namespace Vitrine.Evaluation;

/// <summary>How a relevance grade becomes a gain.</summary>
public enum Gain
{
    /// <summary>gain = grade (Järvelin &amp; Kekäläinen 2002).</summary>
    Linear,

    /// <summary>gain = 2^grade − 1 (Burges et al. 2005). Equal to linear for grades 0 and 1.</summary>
    Exponential,
}

/// <summary>How a gain is discounted by its rank (1-based).</summary>
public enum Discount
{
    /// <summary>1 / log2(rank + 1), today's usual form.</summary>
    Log2,

    /// <summary>1 for rank 1, then 1 / log2(rank) (Järvelin &amp; Kekäläinen 2002): the first two ranks count alike.</summary>
    Jarvelin2002,

    /// <summary>
    /// The evaluation script of KDD Cup 2020, Multimodalities Recall: 1 for rank 1, then 1 / log2(rank + 1).
    /// The same numbers as <see cref="Log2"/>; named so that a protocol can say what it follows.
    /// </summary>
    KddCup2020,
}

/// <summary>Normalised discounted cumulative gain, as expectation over all orders of tied items.</summary>
/// <param name="Cutoff">k of nDCG@k; ranks after it are ignored.</param>
/// <param name="Gain">Gain of a grade.</param>
/// <param name="Discount">Discount of a rank.</param>
public sealed record Ndcg(int Cutoff, Gain Gain = Gain.Linear, Discount Discount = Discount.Log2)
{
    /// <summary>nDCG@5 of KDD Cup 2020: binary gains, ideal over min(5, positives).</summary>
    public static readonly Ndcg KddCup2020 = new(5, Gain.Linear, Discount.KddCup2020);

    /// <summary>nDCG of one query.</summary>
    /// <param name="scores">Score of every candidate, higher is better.</param>
    /// <param name="grades">Relevance grade of every candidate, ≥ 0 (binary: 0 or 1).</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, a grade is negative, or no grade is above 0.</exception>
    public TieAware Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> grades)
    {
        if (scores.Length != grades.Length)
            throw new ArgumentException($"There are {scores.Length} scores and {grades.Length} grades; each candidate needs one of both.", nameof(grades));
        var gains = new double[grades.Length];
        for (var i = 0; i < gains.Length; i++)
            gains[i] = GainOf(grades[i]);
        var ideal = gains.ToArray();
        Array.Sort(ideal, (a, b) => b.CompareTo(a));
        var idealGain = Dcg(ideal);
        if (idealGain <= 0)
            throw new ArgumentException("No candidate has a grade above 0, so nDCG is undefined; leave such a query out and count it.", nameof(grades));

        var order = ScoreOrder.Descending(scores);
        var best = new double[gains.Length];
        for (var i = 0; i < best.Length; i++)
            best[i] = gains[order[i]];
        var worst = (double[])best.Clone();
        var mean = (double[])best.Clone();
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && scores[order[end]] == scores[order[start]];)
                end++;
            // Each place of a bucket holds each of its items equally often, so its expected gain is the bucket's mean.
            var average = 0.0;
            for (var i = start; i < end; i++)
                average += best[i] / (end - start);
            mean.AsSpan(start, end - start).Fill(average);
            best.AsSpan(start, end - start).Sort((a, b) => b.CompareTo(a));
            worst.AsSpan(start, end - start).Sort();
        }

        return new TieAware(Dcg(mean) / idealGain, Dcg(worst) / idealGain, Dcg(best) / idealGain);
    }

    /// <summary>Expected nDCG of a random ranking: mean gain × Σ discounts / ideal DCG.</summary>
    public double Chance(ReadOnlySpan<float> grades) => Of(new float[grades.Length], grades).Value;

    private double GainOf(float grade)
    {
        if (!(grade >= 0) || float.IsInfinity(grade))
            throw new ArgumentException($"Grade {grade} found; a relevance grade is a finite number of at least 0.", nameof(grade));
        return Gain == Gain.Linear ? grade : Math.Pow(2, grade) - 1;
    }

    private double Dcg(ReadOnlySpan<double> gains)
    {
        double sum = 0;
        for (var rank = 1; rank <= gains.Length && rank <= Cutoff; rank++)
            sum += gains[rank - 1] * DiscountAt(rank);
        return sum;
    }

    private double DiscountAt(int rank) => Discount switch
    {
        Discount.Jarvelin2002 => rank == 1 ? 1 : 1 / Math.Log2(rank),
        _ => rank == 1 ? 1 : 1 / Math.Log2(rank + 1),
    };
}
