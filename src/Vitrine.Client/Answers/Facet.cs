namespace Vitrine.Client.Answers;

/// <summary>How what was found divides by a field.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Kind">"keywords", "path" (the category) or "number".</param>
/// <param name="Values">Values, those of most products first; null for numbers.</param>
/// <param name="Least">The smallest; of numbers, else null.</param>
/// <param name="Greatest">The greatest; of numbers, else null.</param>
public sealed record Facet(string Field, string Kind, IReadOnlyList<FacetValue>? Values = null, double? Least = null, double? Greatest = null);

/// <summary>A value of a field.</summary>
/// <param name="Value">The value; of a path the names from coarse to fine.</param>
/// <param name="Count">Products that have it.</param>
public sealed record FacetValue(Texts Value, long Count);
