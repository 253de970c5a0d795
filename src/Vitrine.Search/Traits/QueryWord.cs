namespace Vitrine.Search.Traits;

/// <summary>A word of a query that says something.</summary>
/// <param name="Text">In lower case.</param>
/// <param name="IsBehindLink">Whether words that say nothing stand before it, such as "for" and "with": "bag for laptop".</param>
internal readonly record struct QueryWord(string Text, bool IsBehindLink)
{
    /// <summary>Whether it is a number or a measure, which names no thing.</summary>
    public bool IsNumber => char.IsAsciiDigit(Text[0]);
}
