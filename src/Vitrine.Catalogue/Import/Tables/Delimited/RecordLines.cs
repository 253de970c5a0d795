namespace Vitrine.Catalogue;

/// <summary>
/// Puts the lines of a table together to records: a record begins with one line, grows while a quote is open, and can give all but its first line back.
/// </summary>
internal sealed class RecordLines(TableLines lines, RecordCells cells) : IDisposable
{
    /// <summary>Longest record in lines; a quote that is open for longer is stray. What lies below it is read again, so this also bounds the work.</summary>
    private const int MostLines = 1000;

    // Where quotes are stray line after line, all of the lines below would be read again for each. Then a quote that stays open for longer than this is taken for stray.
    private const int FewLines = 10;
    private const long FreeCharacters = 1 << 22;
    private const int TimesReadAgain = 8;

    private readonly List<(string Text, long Number, bool TooLong)> record = [];
    private readonly LinkedList<(string Text, long Number, bool TooLong)> returned = [];
    private int length;
    private int[] firstReturns = [];
    private long charactersRead, charactersReadAgain;

    public TableLines Lines => lines;

    /// <summary>The cells of the record.</summary>
    public RecordCells Cells => cells;

    /// <summary>The record is longer than may be, and its cells are not to be used.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The line on which the record begins.</summary>
    public long FirstLine => record[0].Number;

    /// <summary>The text of that line.</summary>
    public string FirstText => record[0].Text;

    /// <summary>Where carriage returns stand in it outside quotes.</summary>
    public IReadOnlyList<int> FirstReturns => firstReturns;

    public bool SpansLines => record.Count > 1;

    /// <summary>Says of a record of several lines that a quote may be to blame.</summary>
    public string SpanNote => SpansLines ? $" (a quote opens here and runs on for {record.Count} lines)" : cells.IsOpen ? " (a quote opens here and does not close)" : "";

    /// <summary>The lines of the record after its first.</summary>
    public IEnumerable<string> Below => record.Skip(1).Select(line => line.Text);

    /// <summary>Reads the next record until its quotes are closed, or it has more cells than that, or it is cut; false after the last.</summary>
    public bool Next(int mostCells)
    {
        record.Clear();
        cells.Clear();
        (IsCut, length) = (false, 0);
        if (!Add())
            return false;
        while (cells.IsOpen && cells.Cells.Count <= mostCells && !IsCut && Add())
        {
        }

        return true;
    }

    /// <summary>Gives all lines but the first out again, as the next records.</summary>
    public void GiveBackAllButFirst()
    {
        for (var i = record.Count - 1; i > 0; i--)
            returned.AddFirst(record[i]);
    }

    /// <summary>Gives the record out again, its first line as these lines.</summary>
    public void GiveBack(IEnumerable<string> parts)
    {
        GiveBackAllButFirst();
        foreach (var part in parts.Reverse())
            returned.AddFirst((part, FirstLine, false));
    }

    /// <summary>The line that comes after the record, which stays; null at the end.</summary>
    public string? Peek()
    {
        if (returned.Count == 0 && lines.Next(out var tooLong) is { } text)
            returned.AddFirst((text, lines.Number, tooLong));
        return returned.First?.Value.Text;
    }

    /// <summary>Passes over that line.</summary>
    public void Skip() => returned.RemoveFirst();

    private int MostOpenLines => charactersReadAgain > FreeCharacters + TimesReadAgain * charactersRead ? FewLines : MostLines;

    public void Dispose() => lines.Dispose();

    /// <summary>Adds one line; false where there is none.</summary>
    private bool Add()
    {
        (string Text, long Number, bool TooLong) line;
        if (returned.First is { } first)
        {
            line = first.Value;
            returned.RemoveFirst();
            charactersReadAgain += line.Text.Length;
        }
        else
        {
            if (lines.Next(out var tooLong) is not { } next)
                return false;
            line = (next, lines.Number, tooLong);
            charactersRead += next.Length;
        }

        record.Add(line);
        length += line.Text.Length + 1;
        IsCut = line.TooLong || length > TableLines.MaxLength || record.Count > MostOpenLines;
        if (!IsCut)
            cells.Add(line.Text);
        if (record.Count == 1)
            firstReturns = [.. cells.Returns];
        return true;
    }
}
