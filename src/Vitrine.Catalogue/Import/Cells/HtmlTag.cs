namespace Vitrine.Catalogue;

/// <summary>Something of the form of a tag.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Length">From '&lt;' to '&gt;'.</param>
/// <param name="IsEnd">It begins with "&lt;/".</param>
/// <param name="HasAttributes">More than the name stands in it.</param>
internal readonly record struct HtmlTag(string Name, int Length, bool IsEnd, bool HasAttributes)
{
    /// <summary>The longest tag that is looked for: a picture can stand in an attribute.</summary>
    private const int LongestTag = 1 << 14;

    /// <summary>The tag at the beginning of this text: a name follows the '&lt;' at once, and a '&gt;' comes before the next '&lt;' that is not quoted; else null.</summary>
    public static HtmlTag? At(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, LongestTag)];
        var isEnd = text.Length > 1 && text[1] == '/';
        var start = isEnd ? 2 : 1;
        var at = start;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == ':'))
            at++;
        if (at == start || at == text.Length || !(char.IsWhiteSpace(text[at]) || text[at] is '/' or '>'))
            return null;
        var name = text[start..at].ToString().ToLowerInvariant();
        var attributes = at;
        var quote = '\0';
        for (; at < text.Length; at++)
        {
            if (quote != '\0')
                quote = text[at] == quote ? '\0' : quote;
            else if (text[at] is '"' or '\'' && text[at - 1] == '=')
                quote = text[at];
            else if (text[at] == '>')
                return new HtmlTag(name, at + 1, isEnd, text[attributes..at].Trim("/ \t\r\n").Length > 0);
            else if (text[at] == '<')
                return null;
        }

        return null;
    }
}
