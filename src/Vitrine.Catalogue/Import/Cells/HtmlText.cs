using System.Net;

namespace Vitrine.Catalogue;

/// <summary>Text out of the HTML that shops keep in titles, categories and descriptions.</summary>
/// <remarks>
/// Only what is a tag of HTML is taken for one: "5 &lt; 6 &gt; 4", "&lt;3" and "&lt;Red&gt;" stay. A single letter between brackets can be a size as well, so &lt;b&gt;,
/// &lt;s&gt;, … without attributes count as tags only where start and end stand in the text. A text whose tags are written with entities
/// (&amp;lt;b&amp;gt;) or whose entities were written twice (&amp;amp;amp;) was put through an export twice; both are undone.
/// </remarks>
internal static class HtmlText
{
    /// <summary>The text without tags, its entities decoded; the same string where it has neither.</summary>
    public static string Plain(string text)
    {
        for (var round = 0; round < 2 && text.AsSpan().IndexOfAny('<', '&') >= 0; round++)
            text = Decode(new HtmlTags(text).Removed());
        return new HtmlTags(text).Removed();
    }

    /// <summary>The entities of HTML 4 and numbered ones. Numbers 128 to 159 mean characters of Windows-1252, as in every browser.</summary>
    private static string Decode(string text)
    {
        if (!text.Contains('&'))
            return text;
        if (text.Contains("&#1", StringComparison.Ordinal))
        {
            for (var number = 128; number < 160; number++)
                text = text.Replace($"&#{number};", TextEncodings.Windows1252.GetString([(byte)number]), StringComparison.Ordinal);
        }

        return WebUtility.HtmlDecode(text);
    }
}
