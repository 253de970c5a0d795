using System.Text;

namespace Vitrine.Catalogue;

/// <summary>
/// Puts the lines of a table together to records: a record begins with one line, grows when its parser finds an open quote, and can give all but its first line
/// back. It is cut when it grows beyond <see cref="TableLines.MaxLength"/>.
/// </summary>
internal sealed class RecordLines(TableLines lines) : IDisposable
{
    private readonly List<(string Text, long Number, bool TooLong)> record = [];
    private readonly Queue<(string Text, long Number, bool TooLong)> returned = [];
    private readonly StringBuilder text = new();

    public TableLines Lines => lines;

    /// <summary>The lines so far, each with a line feed behind it.</summary>
    public string Text => text.ToString();

    /// <summary>The record is longer than may be, and its text is not to be used.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The line on which the record begins.</summary>
    public long FirstLine => record[0].Number;

    public bool IsBlank => record.Count == 1 && string.IsNullOrWhiteSpace(record[0].Text);

    public bool SpansLines => record.Count > 1;

    /// <summary>Says of a record of several lines that a quote may be to blame.</summary>
    public string SpanNote => SpansLines ? $" (a quote opens here and runs on for {record.Count} lines)" : "";

    /// <summary>Begins a record with the next line; false after the last.</summary>
    public bool Begin()
    {
        record.Clear();
        text.Clear();
        IsCut = false;
        return Add();
    }

    /// <summary>Adds lines up to and with the next one that closes the open quote; false where there is no further line, or the record became too long.</summary>
    public bool Grow()
    {
        var before = record.Count;
        while (Add())
        {
            if (ClosesQuote(record[^1].Text))
                break;
        }

        return !IsCut && record.Count > before;
    }

    /// <summary>Gives all lines but the first out again, as the next records.</summary>
    public void GiveBackAllButFirst()
    {
        // What was given back before comes after the lines of this record.
        var later = returned.ToArray();
        returned.Clear();
        foreach (var line in record.Skip(1).Concat(later))
            returned.Enqueue(line);
    }

    /// <summary>The first line of the file, before any record began; null if there is none.</summary>
    public string? Peek()
    {
        if (returned.Count == 0 && lines.Next(out var tooLong) is { } first)
            returned.Enqueue((first, lines.Number, tooLong));
        return returned.TryPeek(out var line) ? line.Text : null;
    }

    public void Dispose() => lines.Dispose();

    /// <summary>Inside quotes two of them stand for one: only a run of an odd number of quotes ends the cell.</summary>
    private static bool ClosesQuote(ReadOnlySpan<char> line)
    {
        while (line.IndexOf('"') is >= 0 and var start)
        {
            line = line[start..];
            var run = line.IndexOfAnyExcept('"') is >= 0 and var end ? end : line.Length;
            if (run % 2 == 1)
                return true;
            line = line[run..];
        }

        return false;
    }

    /// <summary>Adds one line; false where there is none, or none is wanted any more.</summary>
    private bool Add()
    {
        if (IsCut)
            return false;
        if (!returned.TryDequeue(out var line))
        {
            if (lines.Next(out var tooLong) is not { } next)
                return false;
            line = (next, lines.Number, tooLong);
        }

        record.Add(line);
        text.Append(line.Text).Append('\n');
        IsCut = line.TooLong || text.Length > TableLines.MaxLength;
        return true;
    }
}
