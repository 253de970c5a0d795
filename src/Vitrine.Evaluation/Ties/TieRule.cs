namespace Vitrine.Evaluation;

/// <summary>What a metric does with items of equal distance or score.</summary>
public enum TieRule
{
    /// <summary>Mean over all orders inside each bucket, in closed form (McSherry &amp; Najork, ECIR 2008). The default.</summary>
    Expected,

    /// <summary>Stable sort by gallery row, as most published tables did. Depends on how the gallery happens to be stored.</summary>
    Classic,
}
