namespace Vitrine.Models.Progressive;

/// <summary>How a picture and words that change it become a query.</summary>
public enum ComposerKind
{
    /// <summary>Weights of each query, learned: progressive learning.</summary>
    Adaptive,

    /// <summary>One weight for all queries.</summary>
    Fixed,

    /// <summary>The reference's title and the change as one text; the picture is not looked at.</summary>
    Title,

    /// <summary>TIRG's gated residual.</summary>
    Tirg,

    /// <summary>CLIP4Cir's combiner.</summary>
    Combiner,
}
