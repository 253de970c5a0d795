using Vitrine.Catalogue;
using Vitrine.Search.Words;

namespace Vitrine.Search.Rules;

/// <summary>A query as rules look at it.</summary>
/// <param name="Texts">The terms of what was typed, and of what it was read as.</param>
/// <param name="Branch">The branch that is searched, as it was asked for; null for the whole shop.</param>
/// <param name="Paths">Its categories.</param>
internal sealed record RuledQuery(IReadOnlyList<string[]> Texts, string? Branch, IReadOnlyList<IReadOnlyList<string>> Paths);

/// <summary>Tells whether the scope of a rule has a query in it, comparing words as the search does: by their stems, without those that say nothing. Safe to use from several threads.</summary>
internal sealed class RuleMatch(CatalogueStore store, WordAnalyzer analyzer)
{
    /// <summary>The query, to be compared with many rules.</summary>
    /// <exception cref="UsageException">There is no such branch.</exception>
    public RuledQuery QueryOf(IEnumerable<string> texts, string? branch) =>
        new([.. texts.Select(TermsOf).Where(terms => terms.Length > 0)], branch, branch is null ? [] : [.. store.CategoryPaths.Where(CategoryFilter.PathsUnder(store, branch))]);

    /// <summary>The terms that a rule is compared by; none for a branch.</summary>
    public string[] TermsOf(RuleScope scope) => scope switch { RuleScope.Whole whole => TermsOf(whole.Words), RuleScope.Containing some => TermsOf(some.Words), _ => [] };

    /// <summary>Why a rule holds, as a sentence; null where it does not.</summary>
    /// <param name="scope">Of the rule.</param>
    /// <param name="terms">Its terms.</param>
    /// <param name="query">The query.</param>
    public string? Why(RuleScope scope, string[] terms, RuledQuery query) => scope switch
    {
        RuleScope.Whole whole when terms.Length > 0 && query.Texts.Any(text => text.SequenceEqual(terms)) => $"The query is '{whole.Words}'.",
        RuleScope.Containing some when terms.Length > 0 && query.Texts.Any(text => terms.All(text.Contains)) => $"The query has '{some.Words}' in it.",
        RuleScope.Branch branch when query.Branch is { } asked && IsWithin(query, branch) => $"'{asked}' is in '{branch.Path}'.",
        _ => null,
    };

    private bool IsWithin(RuledQuery query, RuleScope.Branch branch)
    {
        try
        {
            return query.Paths.All(CategoryFilter.PathsUnder(store, branch.Path));
        }
        catch (UsageException)
        {
            return false; // a branch that the shop no longer has
        }
    }

    private string[] TermsOf(string text) => [.. WordSplitter.Words(text).SelectMany(word => word.Split('-')).Where(word => !analyzer.IsStopWord(word)).SelectMany(word => analyzer.TermsOf(word, isQuery: true))];
}
