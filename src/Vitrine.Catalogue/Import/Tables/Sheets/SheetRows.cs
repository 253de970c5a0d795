using System.Globalization;
using System.Xml;

namespace Vitrine.Catalogue;

/// <summary>The rows of a sheet, one after the other. Only cells that are in the file cost anything, however far apart they stand.</summary>
internal sealed class SheetRows(XmlReader reader, Workbook workbook) : IDisposable
{
    /// <summary>Columns that a sheet can have.</summary>
    public const int MostColumns = 1 << 14;

    private readonly List<string> cells = [];

    /// <summary>Number of the row read last, from 1, as Excel shows it.</summary>
    public long Number { get; private set; }

    /// <summary>Its cells up to the last that has a text.</summary>
    public IReadOnlyList<string> Cells => cells;

    /// <summary>Reads the next row that is in the file; false after the last.</summary>
    public bool TryRead()
    {
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "row")
                continue;
            Number = long.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > Number ? number : Number + 1;
            cells.Clear();
            if (!reader.IsEmptyElement)
                ReadCells();
            return true;
        }

        return false;
    }

    public void Dispose() => reader.Dispose();

    private void ReadCells()
    {
        var depth = reader.Depth;
        var column = -1;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "c")
                continue;
            column = ColumnOf(reader.GetAttribute("r")) ?? column + 1;
            var text = ReadCell();
            if (text.Length == 0 || column >= MostColumns)
                continue;
            while (cells.Count <= column)
                cells.Add("");
            cells[column] = text;
        }
    }

    private string ReadCell()
    {
        var (type, style) = (reader.GetAttribute("t"), reader.GetAttribute("s"));
        if (reader.IsEmptyElement)
            return "";
        var depth = reader.Depth;
        var text = "";
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName is "v" or "is")
                text = WorkbookText.Read(reader);
        }

        return type switch
        {
            "s" => int.TryParse(text, out var index) && index >= 0 && index < workbook.Texts.Count ? workbook.Texts[index] : "",
            "inlineStr" or "str" or "d" => text,
            "b" => text == "1" ? "true" : "false",
            "e" => "", // #N/A and the like: there is no value
            _ => workbook.Formats.Show(text, style),
        };
    }

    /// <summary>The column of a place such as "AB12", from 0; null if it says none.</summary>
    private static int? ColumnOf(string? place)
    {
        var column = 0;
        foreach (var letter in place ?? "")
        {
            if (!char.IsAsciiLetterUpper(letter))
                break;
            column = Math.Min(column * 26 + letter - 'A' + 1, MostColumns + 1);
        }

        return column == 0 ? null : column - 1;
    }
}
