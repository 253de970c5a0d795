using Vitrine.Search.Words;

namespace Vitrine.Search.Suggest;

/// <summary>What somebody has typed so far.</summary>
/// <param name="Words">The words that are complete, in lower case.</param>
/// <param name="Beginning">The letters of the last word, which may go on; empty behind a space.</param>
internal sealed record TypedText(IReadOnlyList<string> Words, string Beginning)
{
    // What is longer is a pasted title, of which nothing can be proposed but the product.
    private const int MostWords = 8;

    /// <summary>All of it, words with single spaces between.</summary>
    public string Text => string.Join(' ', Beginning.Length > 0 ? [.. Words, Beginning] : Words);

    /// <summary>Null where it is too long for a query that somebody types.</summary>
    public static TypedText? Of(string text)
    {
        string[] words = [.. WordSplitter.Words(text).SelectMany(word => word.Split('-')).Take(MostWords + 1)];
        if (words.Length > MostWords)
            return null;
        return words.Length > 0 && char.IsLetterOrDigit(text[^1]) ? new TypedText(words[..^1], words[^1]) : new TypedText(words, "");
    }
}
