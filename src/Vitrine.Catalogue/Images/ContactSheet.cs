using System.Security;
using System.Text;
using System.Xml;

namespace Vitrine.Catalogue.Images;

/// <summary>A found product on a contact sheet.</summary>
/// <param name="Photo">The bytes of its image file.</param>
/// <param name="Title">Shortened to two lines.</param>
/// <param name="Category">Shortened to one line.</param>
/// <param name="Distance">As it shall be read: "distance 7".</param>
public sealed record SheetHit(byte[] Photo, string Title, string Category, string Distance);

/// <summary>A query and what it found.</summary>
/// <param name="Text">The words of the query, or the caption of its picture.</param>
/// <param name="Photo">The bytes of the query's picture; null for a query of words.</param>
/// <param name="Hits">Best first.</param>
public sealed record SheetQuery(string Text, byte[]? Photo, IReadOnlyList<SheetHit> Hits);

/// <summary>Searches side by side in one picture, for a person to judge: a row per query, the query on the left, its hits in their order.</summary>
public static class ContactSheet
{
    private const int QueryWidth = 190, HitWidth = 150, RowHeight = 204, HeadHeight = 44, Margin = 14;

    /// <summary>Photos are shrunk into a square of this side, never enlarged.</summary>
    private const int PhotoBox = 132;

    /// <summary>Letters that fit into a cell at the sizes below; the font's true widths are the renderer's secret.</summary>
    private const int HitLetters = 24, QueryLetters = 22;

    /// <summary>Draws the sheet.</summary>
    /// <param name="heading">One line above all rows.</param>
    /// <param name="queries">At least one.</param>
    /// <exception cref="ImageException">A photo cannot be decoded.</exception>
    public static RgbImage Draw(string heading, IReadOnlyList<SheetQuery> queries)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentOutOfRangeException.ThrowIfZero(queries.Count);
        var width = 2 * Margin + QueryWidth + HitWidth * queries.Max(q => q.Hits.Count);
        var height = HeadHeight + RowHeight * queries.Count + Margin;
        var sheet = ImageDecoder.RenderSvg(Words(heading, queries, width, height), width, height);
        for (var row = 0; row < queries.Count; row++)
        {
            var top = HeadHeight + row * RowHeight + 8;
            if (queries[row].Photo is { } picture) Paste(sheet, picture, Margin + (QueryWidth - PhotoBox) / 2, top);
            for (var rank = 0; rank < queries[row].Hits.Count; rank++)
                Paste(sheet, queries[row].Hits[rank].Photo, HitLeft(rank) + (HitWidth - PhotoBox) / 2, top);
        }

        return sheet;
    }

    private static string Words(string heading, IReadOnlyList<SheetQuery> queries, int width, int height)
    {
        var svg = new StringBuilder();
        svg.AppendLine($"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="DejaVu Sans, Helvetica, Arial, sans-serif">""");
        svg.AppendLine($"""<rect width="{width}" height="{height}" fill="#ffffff"/>""");
        Text(svg, Margin, 29, 17, "#222222", heading, "start", isBold: true);
        for (var row = 0; row < queries.Count; row++)
        {
            var (query, top) = (queries[row], HeadHeight + row * RowHeight);
            svg.AppendLine($"""<rect x="{Margin}" y="{top}" width="{width - 2 * Margin}" height="{RowHeight - 8}" rx="6" fill="#f6f6f8"/>""");
            svg.AppendLine($"""<rect x="{Margin}" y="{top}" width="{QueryWidth}" height="{RowHeight - 8}" rx="6" fill="#e4e9f2"/>""");
            var lines = Wrap(query.Text, QueryLetters, query.Photo is null ? 6 : 3);
            for (var line = 0; line < lines.Count; line++)
                Text(svg, Margin + QueryWidth / 2, top + (query.Photo is null ? 84 : 158) + 16 * line, 13, "#1d2a5c", lines[line], "middle", isBold: true);
            for (var rank = 0; rank < query.Hits.Count; rank++)
            {
                var (hit, centre) = (query.Hits[rank], HitLeft(rank) + HitWidth / 2);
                var title = Wrap(hit.Title, HitLetters, 2);
                for (var line = 0; line < title.Count; line++) Text(svg, centre, top + 153 + 13 * line, 10, "#222222", title[line], "middle");
                Text(svg, centre, top + 179, 9, "#6a6a72", Wrap(hit.Category, HitLetters + 3, 1)[0], "middle");
                Text(svg, centre, top + 191, 9, "#8a5a1a", hit.Distance, "middle");
            }
        }

        return svg.Append("</svg>").ToString();
    }

    private static int HitLeft(int rank) => Margin + QueryWidth + rank * HitWidth;

    private static void Text(StringBuilder svg, int x, int y, int size, string colour, string text, string anchor, bool isBold = false)
    {
        // What XML cannot hold at all (control characters, half a surrogate pair) is left out or replaced, the rest escaped.
        var legal = string.Concat(text.EnumerateRunes().Where(r => !r.IsBmp || XmlConvert.IsXmlChar((char)r.Value)));
        svg.AppendLine($"""<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}"{(isBold ? " font-weight=\"bold\"" : "")}>{SecurityElement.Escape(legal)}</text>""");
    }

    /// <summary>Breaks between words into at most so many lines, each of at most so many letters; ends with "…" where something is left out. At least one line.</summary>
    internal static List<string> Wrap(string text, int letters, int most)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var joined = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
            if (joined.Length <= letters)
            {
                lines[^1] = joined;
            }
            else if (lines[^1].Length == 0)
            {
                lines[^1] = Cut(word, letters);
            }
            else if (lines.Count < most)
            {
                lines.Add(Cut(word, letters));
            }
            else
            {
                lines[^1] = Cut(joined, letters);
                break;
            }
        }

        return lines;
    }

    private static string Cut(string text, int letters) => text.Length <= letters ? text : text[..(letters - 1)].TrimEnd() + "…";

    private static void Paste(RgbImage sheet, byte[] photo, int left, int top)
    {
        var image = ImageDecoder.Decode(photo, target: new TargetSize(PhotoBox, PhotoBox, Fit.Inside));
        var (x, y) = (left + (PhotoBox - image.Width) / 2, top + (PhotoBox - image.Height) / 2);
        for (var row = 0; row < image.Height; row++)
            image.Pixels.AsSpan(row * image.Width * 3, image.Width * 3).CopyTo(sheet.Pixels.AsSpan(((y + row) * sheet.Width + x) * 3));
    }
}
