namespace Vitrine.Workbench.Measuring;

/// <summary>Products that a measurement left out because the model was trained on them in another store, or in an earlier state of this one.</summary>
/// <param name="Queries">Those that would have asked.</param>
/// <param name="Gallery">Those that would have been searched as unseen.</param>
public readonly record struct LeftOutTrained(int Queries, int Gallery = 0)
{
    /// <summary>As the protocol says it; empty where nothing was left out.</summary>
    internal string InWords => (Queries, Gallery) switch
    {
        (0, 0) => "",
        (_, 0) => $"{Queries:N0} queries that the model was trained on elsewhere",
        _ => $"{Queries:N0} queries and {Gallery:N0} gallery products that the model was trained on elsewhere",
    };
}
