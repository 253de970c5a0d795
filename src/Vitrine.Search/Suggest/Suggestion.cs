namespace Vitrine.Search.Suggest;

/// <summary>Something that a search box proposes to somebody who types.</summary>
/// <param name="Kind">What choosing it does.</param>
/// <param name="Text">The words to search for; of a product its title.</param>
/// <param name="In">The branch to search them in, coarse to fine; null for the whole shop.</param>
/// <param name="Id">The shop's id of the product; null for words.</param>
public sealed record Suggestion(SuggestionKind Kind, string Text, IReadOnlyList<string>? In = null, string? Id = null);

/// <summary>What choosing a suggestion does.</summary>
public enum SuggestionKind
{
    /// <summary>Searches for words that some products have together.</summary>
    Words,

    /// <summary>Searches for them in one branch of the category tree.</summary>
    Category,

    /// <summary>Shows a product.</summary>
    Product,
}
