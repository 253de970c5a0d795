namespace Vitrine.Search.Suggest;

/// <summary>Words that some products have together.</summary>
/// <param name="Words">In the order in which they are typed.</param>
/// <param name="Terms">The terms of those that say something.</param>
/// <param name="Products">That have them all; where they stand in several fields, at least.</param>
internal sealed record Proposal(IReadOnlyList<string> Words, IReadOnlyList<string> Terms, long Products)
{
    public string Text => string.Join(' ', Words);

    /// <summary>The same for the same terms in the same order, in whatever inflection.</summary>
    public string Key => string.Join(' ', Terms);

    /// <summary>With further words, of fewer products.</summary>
    public Proposal And(IReadOnlyList<string> words, IReadOnlyList<string> terms, long products) => new([.. Words, .. words], [.. Terms, .. terms], products);
}
