namespace Vitrine.Evaluation;

/// <summary>The precision at which a share of all relevant items is found, the curve that papers on hashing draw.</summary>
public static class PrecisionRecall
{
    /// <summary>
    /// Expected precision where the expected recall reaches a level. Inside a bucket of equal scores relevant items are met evenly, so that a part of the bucket holds as large
    /// a part of its relevant items.
    /// </summary>
    /// <param name="ranking">The whole gallery.</param>
    /// <param name="relevantInGallery">All relevant items; at least 1.</param>
    /// <param name="recall">Above 0, up to 1.</param>
    /// <returns>0 … 1; 0 where the ranking ends before.</returns>
    public static double At(ReadOnlySpan<TieBucket> ranking, int relevantInGallery, double recall)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(relevantInGallery, 1);
        if (recall is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(recall), recall, "A recall is above 0 and at most 1.");
        var wanted = recall * relevantInGallery;
        double ranked = 0, found = 0;
        foreach (var (n, r) in ranking)
        {
            if (r > 0 && found + r >= wanted)
            {
                var part = (wanted - found) / r;
                return wanted / (ranked + part * n);
            }

            ranked += n;
            found += r;
        }

        return 0;
    }
}
