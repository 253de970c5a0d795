using System.Text;

namespace Vitrine.Catalogue;

/// <summary>The tags of one text, and the text without them. What it takes grows with the text's length only, whatever stands in it.</summary>
internal sealed class HtmlTags(string text)
{
    private static readonly HashSet<string> Inline = Names(
        "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr");

    private static readonly HashSet<string> Block = Names(
        "address article aside audio blockquote body br button canvas caption center col colgroup dd details dir div dl dt embed fieldset figcaption figure footer form frame "
        + "frameset h1 h2 h3 h4 h5 h6 head header hr html iframe img input legend li link main meta nav noscript object ol option p param picture pre script section select source "
        + "style summary svg table tbody td textarea tfoot th thead title tr ul video");

    // Where a text stands last: what does not stand behind a place is not searched for there, again and again.
    private readonly Dictionary<string, int> last = new(StringComparer.Ordinal);

    /// <summary>
    /// The text without tags, comments and scripts. Tags inside a line go without a trace, so that "H&lt;sub&gt;2&lt;/sub&gt;O" is one word; every other tag parts words.
    /// </summary>
    public string Removed()
    {
        if (!text.Contains('<'))
            return text;
        var plain = new StringBuilder(text.Length);
        var at = 0;
        while (text.IndexOf('<', at) is >= 0 and var open && open < LastOf(">"))
        {
            plain.Append(text, at, open - at);
            at = open + Skip(open, plain);
        }

        return plain.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Passes over the markup that begins at a '&lt;', or keeps that character; how many characters it is.</summary>
    private int Skip(int open, StringBuilder plain)
    {
        if (Between(open, "<!--", "-->") is > 0 and var comment)
            return comment;
        if (Between(open, "<!doctype", ">") is > 0 and var doctype)
            return doctype;
        if (Between(open, "<![CDATA[", "]]>") is > 0 and var data)
        {
            plain.Append(text, open + "<![CDATA[".Length, data - "<![CDATA[".Length - "]]>".Length);
            return data;
        }

        if (HtmlTag.At(text.AsSpan(open)) is not { } tag || !IsReal(tag))
        {
            plain.Append('<');
            return 1;
        }

        if (!Inline.Contains(tag.Name))
            plain.Append(' ');
        return !tag.IsEnd && tag.Name is "script" or "style" && Between(open, "<", $"</{tag.Name}>") is > 0 and var code ? code : tag.Length;
    }

    private bool IsReal(HtmlTag tag)
    {
        if (tag.Name.IndexOf(':') is var colon && colon > 0 && colon < tag.Name.Length - 1)
            return true; // <o:p>, as Word writes
        if (!Inline.Contains(tag.Name) && !Block.Contains(tag.Name))
            return false;
        return tag.Name.Length > 1 || tag.Name == "p" || tag.HasAttributes || LastOf((tag.IsEnd ? "<" : "</") + tag.Name) >= 0;
    }

    /// <summary>The length from a start to the end after it, both included; 0 where either is missing.</summary>
    private int Between(int open, string start, string end)
    {
        var from = open + start.Length;
        return text.AsSpan(open).StartsWith(start, StringComparison.OrdinalIgnoreCase) && LastOf(end) >= from
            ? text.IndexOf(end, from, StringComparison.OrdinalIgnoreCase) + end.Length - open
            : 0;
    }

    private int LastOf(string sought)
    {
        if (!last.TryGetValue(sought, out var place))
            last.Add(sought, place = text.LastIndexOf(sought, StringComparison.OrdinalIgnoreCase));
        return place;
    }

    private static HashSet<string> Names(string names) => new(names.Split(' '), StringComparer.Ordinal);
}
