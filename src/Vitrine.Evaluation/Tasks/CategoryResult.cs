namespace Vitrine.Evaluation;

/// <summary>Mean average precision where relevant means "same category of this layer".</summary>
/// <param name="Layer">1-based, 1 is the coarsest.</param>
/// <param name="Map">Mean of the queries' average precision with its bounds over tie orders.</param>
/// <param name="Chance">MAP of a random ranking of the same gallery for the same queries.</param>
/// <param name="AveragePrecision">AP per query (input to a significance test); NaN where the query was left out.</param>
public sealed record LayerResult(int Layer, TieAware Map, double Chance, IReadOnlyList<double> AveragePrecision);

/// <summary>Result of category retrieval in one direction. All shares are fractions 0…1.</summary>
public sealed record CategoryResult
{
    /// <summary>What was measured.</summary>
    public required ProtocolRecord Protocol { get; init; }

    /// <summary>Queries that were averaged.</summary>
    public required int Queries { get; init; }

    /// <summary>Queries left out because their finest category has too few items in the gallery.</summary>
    public required int LeftOut { get; init; }

    /// <summary>MAP per layer, coarse first.</summary>
    public required IReadOnlyList<LayerResult> Layers { get; init; }

    /// <summary>Precision at each rank, finest layer, with what a random ranking gives there. P@k is divided by k: beyond the end of the gallery both fall.</summary>
    public required IReadOnlyList<(int Rank, TieAware Precision, double Chance)> PrecisionCurve { get; init; }

    /// <summary>Share of relevant items (finest layer) in a gallery, averaged over queries: what a random choice of any number of items has.</summary>
    public required double PrecisionChance { get; init; }

    /// <summary>Precision (finest layer) of the Hamming ball, an empty ball counting 0; null for scores.</summary>
    public required double? PrecisionWithinRadius { get; init; }

    /// <summary>Queries whose Hamming ball held nothing; null for scores.</summary>
    public required int? EmptyBalls { get; init; }

    /// <summary>
    /// Mean distance in the category tree of the first items: number of layers below the lowest common ancestor, 0 = same finest
    /// category … number of layers = only the root in common.
    /// </summary>
    public required double TreeDistance { get; init; }

    /// <summary>Tree distance of a random ranking.</summary>
    public required double TreeDistanceChance { get; init; }

    /// <summary>MAP of the finest layer.</summary>
    public TieAware Map => Layers[^1].Map;
}
