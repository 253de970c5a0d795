namespace Vitrine.Workbench.Experiments;

/// <summary>How a measured value stands to its expected one. Every metric here is better when larger.</summary>
public enum Verdict
{
    /// <summary>Worse than expected by more than the tolerance.</summary>
    Fail,

    /// <summary>Within the tolerance.</summary>
    Ok,

    /// <summary>Better than expected by more than the tolerance: the file should be brought up to date.</summary>
    Better,
}

public static class Verdicts
{
    public static Verdict Judge(double measured, Expectation expected)
    {
        // The comparison is written so that NaN fails.
        if (!(measured >= expected.Value - expected.Tolerance))
            return Verdict.Fail;
        return measured > expected.Value + expected.Tolerance ? Verdict.Better : Verdict.Ok;
    }

    /// <summary>All of them: one failure fails, one better makes it better.</summary>
    public static Verdict Overall(IEnumerable<Verdict> verdicts)
    {
        var overall = Verdict.Ok;
        foreach (var verdict in verdicts)
        {
            if (verdict == Verdict.Fail)
                return Verdict.Fail;
            if (verdict == Verdict.Better)
                overall = Verdict.Better;
        }

        return overall;
    }

    public static string Mark(this Verdict verdict) => verdict switch
    {
        Verdict.Ok => "[OK]",
        Verdict.Better => "[OK*]",
        _ => "[FAIL]",
    };
}
