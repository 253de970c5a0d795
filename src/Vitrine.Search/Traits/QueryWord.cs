namespace Vitrine.Search.Traits;

/// <summary>A word of a query that says something.</summary>
/// <param name="Text">In lower case.</param>
/// <param name="IsBehindLink">Whether words that say nothing stand before it, such as "for" and "with": "bag for laptop".</param>
/// <param name="IsNumber">Whether it is a number, a measure or the unit of one, which name no thing: the "cm" of "bed 160x200 cm".</param>
internal readonly record struct QueryWord(string Text, bool IsBehindLink, bool IsNumber);
