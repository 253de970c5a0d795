namespace Vitrine.Catalogue;

/// <summary>
/// Hands a parser the lines of a table one per read, remembers those of the record at work, and can take all but the first back.
/// Feigns the end of the file when a record grows beyond <see cref="TableLines.MaxLength"/>.
/// </summary>
internal sealed class RecordReader(TableLines lines) : TextReader
{
    private readonly List<(string Text, long Number, bool TooLong)> record = [];
    private readonly Queue<(string Text, long Number, bool TooLong)> returned = [];
    private int recordLength;
    private string? current;
    private int position;

    public TableLines Lines => lines;

    /// <summary>The record is longer than may be, and what the parser made of it is not to be used.</summary>
    public bool Cut { get; private set; }

    /// <summary>The line on which the record at work begins.</summary>
    public long RecordLine => record[0].Number;

    public bool IsBlank => record.Count == 1 && string.IsNullOrWhiteSpace(record[0].Text);

    public bool SpansLines => record.Count > 1;

    /// <summary>Says of a record of several lines that a quote may be to blame.</summary>
    public string SpanNote => SpansLines ? $" (a quote opens here and runs on for {record.Count} lines)" : "";

    /// <summary>Tells that the parser has finished a record and will ask for the next.</summary>
    public void StartRecord()
    {
        record.Clear();
        recordLength = 0;
        Cut = false;
    }

    /// <summary>Gives all lines of the record but the first out again; false if there is only one.</summary>
    public bool GoBackToSecondLine()
    {
        if (!SpansLines)
            return false;
        // What was returned before comes after the lines of this record.
        var later = returned.ToArray();
        returned.Clear();
        foreach (var line in record.Skip(1).Concat(later))
            returned.Enqueue(line);
        current = null;
        return true;
    }

    /// <summary>The first line of the file, before anything was read; null if there is none.</summary>
    public new string? Peek()
    {
        if (returned.Count == 0 && lines.Next(out var tooLong) is { } text)
            returned.Enqueue((text, lines.Number, tooLong));
        return returned.TryPeek(out var first) ? first.Text : null;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (current is null && !NextLine())
            return 0;
        var rest = current.AsSpan(position);
        var length = Math.Min(rest.Length, buffer.Length);
        rest[..length].CopyTo(buffer);
        position += length;
        if (position == current!.Length)
            current = null;
        return length;
    }

    private bool NextLine()
    {
        if (Cut)
            return false;
        if (!returned.TryDequeue(out var line))
        {
            if (lines.Next(out var tooLong) is not { } text)
                return false;
            line = (text, lines.Number, tooLong);
        }

        record.Add(line);
        recordLength += line.Text.Length;
        if (line.TooLong || recordLength > TableLines.MaxLength)
        {
            Cut = true;
            return false;
        }

        (current, position) = (line.Text + '\n', 0);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            lines.Dispose();
        base.Dispose(disposing);
    }
}
