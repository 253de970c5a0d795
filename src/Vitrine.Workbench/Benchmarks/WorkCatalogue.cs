namespace Vitrine.Workbench.Benchmarks;

/// <summary>All works by name; the names are those of the rows in the results.</summary>
public static class WorkCatalogue
{
    /// <summary>Every work, in the order of the tables.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. GemmWork.Names, "hichnet-step", "hsl-step", "graph-filters-step", "composer-step", "residual-cnn-step", "residual-cnn-inference", .. AttentionWork.Names, "adam-50m", .. EncoderWork.Names, .. AugmentationWork.Names,
    ];

    /// <summary>Sets a work up.</summary>
    /// <exception cref="ArgumentException">No work has this name.</exception>
    public static IWork Create(string name) => name switch
    {
        "hichnet-step" => new HiCHNetStep(),
        "hsl-step" => new HslStep(),
        "graph-filters-step" => new GraphFiltersStep(),
        "composer-step" => new ComposerStep(),
        "residual-cnn-step" => new ResidualCnn(trains: true),
        "residual-cnn-inference" => new ResidualCnn(trains: false),
        "adam-50m" => new AdamStep(),
        _ when name.StartsWith("attention-", StringComparison.Ordinal) => new AttentionWork(name),
        _ when EncoderWork.Names.Contains(name) => new EncoderWork(name),
        _ when AugmentationWork.Names.Contains(name) => new AugmentationWork(name),
        _ when name.StartsWith("gemm-", StringComparison.Ordinal) => new GemmWork(name),
        _ => throw new ArgumentException($"There is no work '{name}'; the works are {string.Join(", ", Names)}.", nameof(name)),
    };
}
