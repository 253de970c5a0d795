namespace Vitrine.Client.Answers;

/// <summary>What products can be filtered, counted and sorted by.</summary>
/// <param name="Name">The shop's own name.</param>
/// <param name="Kind">"keywords", "path" (the category) or "number".</param>
/// <param name="IsFacet">Whether the facets "*" have it.</param>
public sealed record Field(string Name, string Kind, bool IsFacet);

/// <summary>All of them, as the server sends them.</summary>
internal sealed record FieldList(IReadOnlyList<Field> Fields);
