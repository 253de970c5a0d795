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

    /// <summary>Nothing was expected: these are the first figures.</summary>
    New,
}

public static class Verdicts
{
    /// <summary>All of them: one failure fails, one better makes it better; of nothing, it is new.</summary>
    public static Verdict Overall(IReadOnlyCollection<Verdict> verdicts) =>
        verdicts.Count == 0 ? Verdict.New
        : verdicts.Contains(Verdict.Fail) ? Verdict.Fail
        : verdicts.Contains(Verdict.Better) ? Verdict.Better
        : Verdict.Ok;

    /// <summary>As it stands in JSON: "OK".</summary>
    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.Ok => "OK",
        Verdict.Better => "OK*",
        Verdict.New => "NEW",
        _ => "FAIL",
    };

    /// <summary>As it stands in tables and on the terminal: "[OK]".</summary>
    public static string Mark(this Verdict verdict) => $"[{verdict.Name()}]";
}
