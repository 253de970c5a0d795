using System.Text;

namespace Vitrine.Catalogue.Tests.Corpus;

/// <summary>Writes rows as the text of a table, with quotes where they are needed, and counts lines as an editor does.</summary>
internal sealed class ExportTable(char delimiter, LineEnd lineEnd)
{
    private readonly StringBuilder text = new();
    private readonly string end = lineEnd switch
    {
        LineEnd.LineFeed => "\n",
        LineEnd.ReturnAndLineFeed => "\r\n",
        _ => "\r",
    };

    /// <summary>The line that is written next, from 1.</summary>
    public int Line { get; private set; } = 1;

    public void Add(IEnumerable<string> cells) => AddRaw(string.Join(delimiter, cells.Select(Quoted)));

    /// <summary>A line as it stands.</summary>
    public void AddRaw(string line)
    {
        text.Append(line.ReplaceLineEndings(end)).Append(end);
        Line += line.Count(character => character == '\n') + 1;
    }

    public byte[] ToBytes(TextKind kind) => kind switch
    {
        TextKind.Utf8 => Encoding.UTF8.GetBytes(text.ToString()),
        TextKind.Utf8WithMark => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())],
        TextKind.Utf16LittleEndian => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text.ToString())],
        TextKind.Utf16BigEndian => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text.ToString())],
        _ => TextEncodings.Windows1252.GetBytes(text.ToString()),
    };

    private string Quoted(string cell) =>
        cell.AsSpan().ContainsAny('"', '\r', '\n') || cell.Contains(delimiter) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
