namespace Vitrine.Workbench.Experiments;

/// <summary>A fraction 0..1 and how far from it still counts as the same.</summary>
public sealed record Expectation(double Value, double Tolerance)
{
    // Two good trainings of one seed count differ by as much; a narrower band would cry wolf.
    private const double LeastTolerance = 0.005;
    private const double Deviations = 3;

    /// <summary>A measured figure as what is expected from now on.</summary>
    /// <param name="mean">Over seeds.</param>
    /// <param name="deviation">Over seeds; 0 of one seed.</param>
    /// <param name="least">The narrowest tolerance that is known to be right.</param>
    public static Expectation From(double mean, double deviation, double least) =>
        new(Math.Round(mean, 4), Math.Round(Math.Max(Math.Max(LeastTolerance, least), Deviations * deviation), 4));

    /// <summary>How a measured value stands to this one.</summary>
    public Verdict Judge(double measured)
    {
        // The comparison is written so that NaN fails.
        if (!(measured >= Value - Tolerance))
            return Verdict.Fail;
        return measured > Value + Tolerance ? Verdict.Better : Verdict.Ok;
    }
}
