using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search;

namespace Vitrine.Cli.Line;

/// <summary>What is measured of a model.</summary>
/// <param name="Task">One of <see cref="Evaluating.Tasks"/>.</param>
internal sealed record EvaluationRequest(string Task)
{
    /// <summary>Whose products ask. Validation is for choosing settings, test (the default) for the figures that are reported.</summary>
    public Part Part { get; init; } = Part.Test;

    /// <summary>What is compared; null for codes where the model gives them, else vectors.</summary>
    public SearchBy? By { get; init; }

    /// <summary>How the gallery's vectors are stored, as an index would; null for as they are (float32).</summary>
    public VectorFormat? VectorFormat { get; init; }
}
