using System.Text;

namespace Vitrine.Catalogue;

/// <summary>
/// Cuts a record into its cells, line by line: quoted as RFC 4180 says. Blanks around a quoted cell are dropped. A quote within a cell that does not begin with one is a
/// mark of inches, and so is one within quotes where a better end of the cell follows on the same line.
/// </summary>
/// <param name="delimiter">Between cells.</param>
/// <param name="escapesQuotes">\" and \\ stand for a quote and a backslash.</param>
internal sealed class RecordCells(char delimiter, bool escapesQuotes)
{
    private readonly List<string> cells = [];
    private readonly List<int> returns = [];
    private readonly StringBuilder cell = new();
    private Place place;
    private bool spansLines;

    private enum Place
    {
        Start,
        Plain,
        Quoted,
        AfterQuote,
    }

    /// <summary>The cells so far; the last one is missing while <see cref="IsOpen"/>.</summary>
    public IReadOnlyList<string> Cells => cells;

    /// <summary>A quote is open at the end of the last line: the next line belongs to the same cell.</summary>
    public bool IsOpen => place == Place.Quoted;

    /// <summary>Text follows a quote that closes a cell of several lines: that quote was to open another cell, and one above it is stray.</summary>
    public bool HasStrayQuote { get; private set; }

    /// <summary>Where carriage returns stand outside quotes, in the line added last.</summary>
    public IReadOnlyList<int> Returns => returns;

    /// <summary>Forgets the record.</summary>
    public void Clear()
    {
        cells.Clear();
        cell.Clear();
        returns.Clear();
        place = Place.Start;
        HasStrayQuote = false;
    }

    /// <summary>Adds a line, the first of a record or one more of an open one.</summary>
    public void Add(string line)
    {
        returns.Clear();
        spansLines = IsOpen;
        if (IsOpen)
        {
            cell.Append('\n');
        }
        else if (line.AsSpan().IndexOfAny('"', '\r', escapesQuotes ? '\\' : '"') < 0)
        {
            cells.AddRange(line.Split(delimiter));
            return;
        }

        var lastEnd = LastEndOfQuotes(line);
        for (var at = 0; at < line.Length; at++)
        {
            if (escapesQuotes && line[at] == '\\' && at + 1 < line.Length && line[at + 1] is '"' or '\\')
                Take(line[++at]);
            else
                Add(line[at], at, lastEnd, line);
        }

        if (!IsOpen)
            EndCell();
    }

    /// <summary>The cells of a line that is a whole record; null if a quote is open at its end.</summary>
    public IReadOnlyList<string>? Of(string line)
    {
        Clear();
        Add(line);
        return IsOpen ? null : cells;
    }

    private void Add(char character, int at, int lastEnd, string line)
    {
        if (character == '\r' && place != Place.Quoted)
            returns.Add(at);
        if (place == Place.Quoted)
        {
            if (character != '"')
                cell.Append(character);
            else if (at + 1 < line.Length && line[at + 1] == '"')
                place = Place.AfterQuote; // a doubled quote; the second of them opens again
            else if (at < lastEnd && !spansLines && !IsEndOfQuotes(line, at))
                cell.Append('"');
            else
                place = Place.AfterQuote;
        }
        else if (character == delimiter)
        {
            EndCell();
        }
        else if (place == Place.AfterQuote)
        {
            AddAfterQuote(character);
        }
        else if (character == '"' && place == Place.Start)
        {
            cell.Clear();
            place = Place.Quoted;
        }
        else
        {
            Take(character);
            if (place == Place.Start && char.IsWhiteSpace(character))
                return;
            place = Place.Plain;
        }
    }

    private void AddAfterQuote(char character)
    {
        if (character == '"')
        {
            cell.Append('"');
            place = Place.Quoted;
        }
        else if (!char.IsWhiteSpace(character))
        {
            HasStrayQuote |= spansLines;
            cell.Append(character);
            place = Place.Plain;
        }
    }

    private void Take(char character)
    {
        cell.Append(character);
        if (place != Place.Quoted && !char.IsWhiteSpace(character))
            place = Place.Plain;
    }

    private void EndCell()
    {
        cells.Add(cell.ToString());
        cell.Clear();
        place = Place.Start;
        spansLines = false;
    }

    private bool IsEndOfQuotes(string line, int quote)
    {
        for (var at = quote + 1; at < line.Length; at++)
        {
            if (line[at] == delimiter)
                return true;
            if (!char.IsWhiteSpace(line[at]))
                return false;
        }

        return true;
    }

    /// <summary>The last quote with nothing but blanks between it and a delimiter or the end of the line, and that is no half of a doubled one; -1 if there is none.</summary>
    private int LastEndOfQuotes(string line)
    {
        var ends = true;
        for (var at = line.Length - 1; at >= 0; at--)
        {
            if (line[at] == delimiter)
            {
                ends = true;
            }
            else if (line[at] == '"' && ends)
            {
                var last = at;
                while (at > 0 && line[at - 1] == '"')
                    at--;
                if ((last - at) % 2 == 0)
                    return last;
                ends = false;
            }
            else if (!char.IsWhiteSpace(line[at]))
            {
                ends = false;
            }
        }

        return -1;
    }
}
