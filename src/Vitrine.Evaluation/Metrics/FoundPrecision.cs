namespace Vitrine.Evaluation;

/// <summary>
/// Average precision over the first k items, divided by the number of relevant ones among them; 0 where there is none. A ranking that finds a single relevant item first gets 1,
/// however many there are: used by scripts of the field, not comparable with <see cref="AveragePrecision"/>, and always named apart from it.
/// </summary>
public static class FoundPrecision
{
    /// <param name="isRelevant">The items in the order of their ranks.</param>
    /// <param name="k">How many ranks count.</param>
    public static double At(ReadOnlySpan<bool> isRelevant, int k)
    {
        var (found, sum) = (0, 0.0);
        for (var rank = 0; rank < Math.Min(k, isRelevant.Length); rank++)
        {
            if (isRelevant[rank])
                sum += ++found / (rank + 1.0);
        }

        return found == 0 ? 0 : sum / found;
    }
}
