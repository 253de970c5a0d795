using Vitrine.Catalogue;
using Vitrine.Search;

namespace Vitrine.Workbench.Measuring;

/// <summary>Which products are searched by queries of categories.</summary>
public enum GalleryRule
{
    /// <summary>The training products, whose labels the model has learned.</summary>
    Training,

    /// <summary>Products that training never saw: those of validation, and the other half of the asking part.</summary>
    Unseen,
}

/// <summary>What is measured of a model.</summary>
/// <param name="Task">One of <see cref="Evaluating.Tasks"/>.</param>
public sealed record EvaluationRequest(string Task)
{
    /// <summary>Whose products ask. Validation is for choosing settings, test (the default) for the figures that are reported.</summary>
    public Part Part { get; init; } = Part.Test;

    /// <summary>What is compared; null for what the model did best by on the validation part.</summary>
    public SearchBy? By { get; init; }

    /// <summary>What queries of categories search.</summary>
    public GalleryRule Gallery { get; init; } = GalleryRule.Training;

    /// <summary>Where to write the best five products of each candidate query, or the best fifty photos of each caption; null: nowhere.</summary>
    public string? Submission { get; init; }

    /// <summary>Threads to rank with; the figures do not depend on it. Default: all processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
