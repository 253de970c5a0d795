namespace Vitrine.Client.Answers;

/// <summary>What a search found.</summary>
/// <param name="Model">The model behind it; null where words search alone.</param>
/// <param name="Understood">How the query was read.</param>
/// <param name="Total">Likely products on all pages.</param>
/// <param name="IsTotalExact">Whether that is all that there are; otherwise there may be more.</param>
/// <param name="Hits">The wanted page, the best first; products that are less likely stand behind the others.</param>
/// <param name="Facets">How what was found divides, one for each facet that was asked for.</param>
/// <param name="Weights">How picture and words of each change were weighed; empty where nothing was changed.</param>
/// <param name="Milliseconds">What the server needed.</param>
public sealed record SearchAnswer(
    string? Model, Understood Understood, long Total, bool IsTotalExact, IReadOnlyList<Hit> Hits, IReadOnlyList<Facet> Facets, IReadOnlyList<ChangeWeights> Weights, double Milliseconds);

/// <summary>How a query was read.</summary>
/// <param name="Text">The words that were searched for.</param>
/// <param name="Notes">A sentence for everything that was read in another way than it was typed.</param>
public sealed record Understood(string Text, IReadOnlyList<string> Notes);

/// <summary>What a picture and the words that change it count; they add up to 1.</summary>
/// <param name="Image">Of the picture.</param>
/// <param name="Text">Of the words.</param>
public sealed record ChangeWeights(double Image, double Text);
