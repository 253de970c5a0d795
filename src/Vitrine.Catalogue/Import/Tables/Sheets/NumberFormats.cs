using System.Globalization;
using System.Xml;

namespace Vitrine.Catalogue;

/// <summary>How the styles of a workbook show a number: as it is, as a date, or with zeros before it.</summary>
internal sealed class NumberFormats
{
    private readonly List<string> styles = [];
    private readonly DateTime dayZero;

    /// <param name="reader">The part with the styles; null where there is none.</param>
    /// <param name="from1904">Days are counted from the first of 1904, as on the Macintosh.</param>
    public NumberFormats(XmlReader? reader, bool from1904)
    {
        dayZero = from1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30);
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        var isCell = false;
        while (reader?.Read() == true)
        {
            if (reader.LocalName == "cellXfs")
                isCell = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "numFmt")
                codes[reader.GetAttribute("numFmtId") ?? ""] = reader.GetAttribute("formatCode") ?? "";
            else if (isCell && reader.NodeType == XmlNodeType.Element && reader.LocalName == "xf")
                styles.Add(reader.GetAttribute("numFmtId") is { } id ? codes.GetValueOrDefault(id) ?? BuiltIn(id) : "");
        }
    }

    /// <summary>The number as the sheet shows it, dates as 2026-01-31: an id with the format "0000" keeps its zeros. What is no number stays.</summary>
    /// <param name="value">As the file has it, with up to 17 digits.</param>
    /// <param name="style">The number of the cell's style; null if it has none.</param>
    public string Show(string value, string? style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return value;
        var format = int.TryParse(style, out var index) && index >= 0 && index < styles.Count ? styles[index] : "";
        if (format.Length > 0 && format.AsSpan().IndexOfAnyExcept('0') < 0 && number == Math.Truncate(number) && Math.Abs(number) < 1e15)
            return ((long)number).ToString(format);
        if (IsDate(format) && number is >= 0 and < 2_958_466)
        {
            var time = dayZero.AddDays(number);
            return time.TimeOfDay == TimeSpan.Zero ? $"{time:yyyy-MM-dd}" : $"{time:yyyy-MM-ddTHH:mm:ss}";
        }

        // A decimal takes 15 digits of a double, as Excel shows: 19.899999999999999 is 19.9.
        return Math.Abs(number) is < 1e15 and > 1e-10 or 0 ? ((decimal)number).ToString("0.###############") : number.ToString("R");
    }

    private static string BuiltIn(string id) => int.TryParse(id, out var number) && number is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) ? "yyyy" : "";

    /// <summary>Whether parts of a date stand in a format, outside quotes, brackets and escapes.</summary>
    private static bool IsDate(string format)
    {
        var isQuoted = false;
        var isBracketed = false;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '"')
                isQuoted = !isQuoted;
            else if (format[i] is '[' or ']')
                isBracketed = format[i] == '[';
            else if (format[i] is '\\' or '_' or '*')
                i++;
            else if (!isQuoted && !isBracketed && char.ToLowerInvariant(format[i]) is 'y' or 'm' or 'd' or 'h')
                return true;
        }

        return false;
    }
}
