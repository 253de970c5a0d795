namespace Vitrine.Search.Words;

/// <summary>A word of a query that is read as another, or as two, or two that are read as one.</summary>
/// <param name="Written">As somebody typed it, in lower case: "drses", "sweat shirt".</param>
/// <param name="Read">As the shop writes it: "dress", "sweatshirt".</param>
public sealed record SpellingCorrection(string Written, string Read);

/// <summary>A query as it is read.</summary>
/// <param name="Text">What is looked for. Where nothing was corrected, the query as it was typed; else its words in lower case.</param>
/// <param name="Corrections">What was read otherwise than it was typed, in the order of the query.</param>
public sealed record SpelledQuery(string Text, IReadOnlyList<SpellingCorrection> Corrections);
