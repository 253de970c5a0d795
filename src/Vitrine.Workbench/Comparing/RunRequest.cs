using Vitrine.Catalogue;
using Vitrine.Search;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Comparing;

/// <summary>Which run is to be recorded.</summary>
public sealed record RunRequest
{
    /// <summary>Whose products ask.</summary>
    public Part Part { get; init; } = Part.Test;

    /// <summary>What is searched.</summary>
    public GalleryRule Gallery { get; init; } = GalleryRule.Training;

    /// <summary>What is compared; null for what the model did best by on the validation part.</summary>
    public SearchBy? By { get; init; }

    /// <summary>Codes whose bits count as much as the query is sure of them.</summary>
    public bool IsWeighted { get; init; }

    /// <summary>Whether the rankings are written too, as TREC files: the first thousand of each query, and all that is relevant.</summary>
    public bool WritesTrec { get; init; }

    /// <summary>Threads to rank with; the figures do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
