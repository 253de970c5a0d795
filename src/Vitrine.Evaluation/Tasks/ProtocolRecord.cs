using System.Globalization;
using System.Text;

namespace Vitrine.Evaluation;

/// <summary>
/// Everything a reader needs to know before comparing a number with another: it travels with every result and into every caption.
/// The evaluators fill in <see cref="Ties"/> and <see cref="Cutoffs"/> from what they really did.
/// </summary>
public sealed record ProtocolRecord
{
    /// <summary>Which items are searched, e.g. "training products" or "test products".</summary>
    public required string Gallery { get; init; }

    /// <summary>Part of the split whose items are the queries, e.g. "test" or "validation"; empty where there is no split.</summary>
    public string Part { get; init; } = "";

    /// <summary>What was kept out of the measurement and why, e.g. "12 queries that the model was trained on elsewhere"; empty where nothing was.</summary>
    public string Excluded { get; init; } = "";

    /// <summary>What makes a gallery item relevant, e.g. "same finest category".</summary>
    public required string Relevance { get; init; }

    /// <summary>How several captions of one product or several parts of one query are joined; "single" where there is one.</summary>
    public string CaptionJoin { get; init; } = "single";

    /// <summary>What happens to the query's own item, e.g. "not in gallery", "kept", "removed".</summary>
    public required string SelfMatch { get; init; }

    /// <summary>Hash of the split, so that two results are comparable only if they are equal; empty where there is no split.</summary>
    public string SplitHash { get; init; } = "";

    /// <summary>Rule for items of equal distance or score.</summary>
    public TieRule Ties { get; init; }

    /// <summary>Ranks at which cut metrics were taken, and the other settings of the metrics, e.g. "R@1,5,10".</summary>
    public IReadOnlyList<string> Cutoffs { get; init; } = [];

    /// <summary>One line for the caption of a table.</summary>
    public string ToCaption()
    {
        var caption = new StringBuilder();
        if (Part.Length > 0)
            caption.Append("queries: ").Append(Part).Append(" products; ");
        caption.Append(CultureInfo.InvariantCulture, $"gallery: {Gallery}; relevant: {Relevance}; captions: {CaptionJoin}; self-match: {SelfMatch}; ");
        caption.Append(Ties == TieRule.Expected ? "ties: expectation over all orders" : "ties: classic, by gallery row");
        if (Excluded.Length > 0)
            caption.Append("; without ").Append(Excluded);
        if (Cutoffs.Count > 0)
            caption.Append("; ").AppendJoin(", ", Cutoffs);
        if (SplitHash.Length > 0)
            caption.Append("; split ").Append(SplitHash);
        return caption.ToString();
    }
}
