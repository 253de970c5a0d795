namespace Vitrine.Works;

/// <summary>All works by name; the names are those of the rows in the results.</summary>
public static class WorkCatalogue
{
    /// <summary>Every work, in the order of the tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. GemmWork.Names];

    /// <summary>Sets a work up.</summary>
    /// <exception cref="ArgumentException">No work has this name.</exception>
    public static IWork Create(string name) =>
        name.StartsWith("gemm-", StringComparison.Ordinal) ? new GemmWork(name)
        : throw new ArgumentException($"There is no work '{name}'; the works are {string.Join(", ", Names)}.", nameof(name));
}
