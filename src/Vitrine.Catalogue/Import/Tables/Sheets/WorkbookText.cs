using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Vitrine.Catalogue;

/// <summary>Texts in the parts of a workbook.</summary>
internal static partial class WorkbookText
{
    /// <summary>The text of the element that the reader stands at: all its runs, without the reading aids of Japanese. The reader is left at its end.</summary>
    public static string Read(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return "";
        var text = new StringBuilder();
        var depth = reader.Depth;
        var isAid = false;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.LocalName == "rPh")
                isAid = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            else if (!isAid && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                text.Append(reader.Value);
        }

        return Unescape(text.ToString());
    }

    /// <summary>Characters that XML cannot hold stand as "_x000D_".</summary>
    private static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, match => ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber)).ToString())
        : text;

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
