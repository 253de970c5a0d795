namespace Vitrine.Search.Queries;

/// <summary>Phrases as one text.</summary>
internal static class QueryText
{
    public static string Of(IEnumerable<Phrase> phrases) =>
        string.Join(' ', phrases.Select(phrase => phrase.Link is null ? string.Join(' ', phrase.Words) : $"{phrase.Link} {string.Join(' ', phrase.Words)}"));
}
