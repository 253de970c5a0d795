namespace Vitrine.Evaluation;

/// <summary>Average precision (AP); its mean over queries is MAP.</summary>
public static class AveragePrecision
{
    /// <summary>
    /// Expected AP over all orders of tied items (McSherry &amp; Najork, "Computing information retrieval performance measures
    /// efficiently in the presence of tied scores", ECIR 2008). O(buckets).
    /// </summary>
    /// <param name="ranking">The whole gallery, or its beginning if it reaches to <paramref name="cutoff"/>.</param>
    /// <param name="relevantInGallery">All relevant items of the gallery, ranked or not; at least 1.</param>
    /// <param name="cutoff">
    /// Ranks counted. The default counts all and divides by <paramref name="relevantInGallery"/>; AP@k divides by min(k, relevant).
    /// </param>
    /// <returns>0…1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No relevant item (AP is undefined: leave the query out), or a cutoff below 1.</exception>
    public static double Expected(ReadOnlySpan<TieBucket> ranking, int relevantInGallery, int cutoff = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(relevantInGallery, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(cutoff, 1);
        var length = 0;
        foreach (var bucket in ranking)
            length += bucket.Total;
        var harmonic = Harmonic.UpTo(length);

        double sum = 0;
        int ranked = 0, found = 0; // N and R: items and relevant items in earlier buckets
        foreach (var (n, r) in ranking)
        {
            if (ranked >= cutoff)
                break;
            if (r > 0)
            {
                // The item at position i of the bucket is relevant with probability r/n, and then finds on average
                // (i-1)(r-1)/(n-1) of the bucket's other relevant items before it. Summed over i = 1…m of
                // (R + 1 + (i-1)(r-1)/(n-1)) / (N+i), with Σ (i-1)/(N+i) = m - (N+1)·Σ 1/(N+i).
                var m = Math.Min(n, cutoff - ranked);
                var inverseRanks = harmonic[ranked + m] - harmonic[ranked];
                var others = n == 1 ? 0 : (r - 1.0) / (n - 1) * (m - (ranked + 1) * inverseRanks);
                sum += (double)r / n * ((found + 1) * inverseRanks + others);
            }

            ranked += n;
            found += r;
        }

        return sum / Math.Min(cutoff, relevantInGallery);
    }

    /// <summary>Expected AP of a random ranking of <paramref name="gallery"/> items: the chance level.</summary>
    public static double Chance(int gallery, int relevantInGallery, int cutoff = int.MaxValue) =>
        Expected([new TieBucket(gallery, relevantInGallery)], relevantInGallery, cutoff);
}
