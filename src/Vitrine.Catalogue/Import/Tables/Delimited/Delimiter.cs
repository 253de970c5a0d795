using System.Text.RegularExpressions;

namespace Vitrine.Catalogue;

/// <summary>The character between cells: as it was said, as the file says it, or as its first rows show it.</summary>
internal static partial class Delimiter
{
    private const string Candidates = ",;\t|";

    // "Price list, spring 2026" has one comma.
    private const int MostOfTitle = 2;

    /// <summary>The character that the option says: itself, or its name.</summary>
    /// <exception cref="UsageException">Neither.</exception>
    public static char Named(string name) => name.ToLowerInvariant() switch
    {
        "comma" => ',',
        "semicolon" => ';',
        "tab" or "\\t" => '\t',
        "bar" or "pipe" => '|',
        "space" => ' ',
        [var character] when !char.IsLetterOrDigit(character) && character is not ('"' or '\r' or '\n' or '\\') => character,
        _ => throw new UsageException($"'{name}' cannot part the cells of a table (--delimiter).", "Say comma, semicolon, tab or bar, or give another character that is no letter, digit or quote."),
    };

    /// <summary>As messages call it.</summary>
    public static string Describe(char delimiter) => delimiter switch
    {
        ',' => "commas",
        ';' => "semicolons",
        '\t' => "tabs",
        '|' => "bars",
        ' ' => "spaces",
        _ => $"'{delimiter}'",
    };

    /// <summary>The character of a line such as "sep=;", which Excel puts before a table; null where the line is another.</summary>
    public static char? Declared(string line) => DeclaringLine().Match(line) is { Success: true } match ? match.Groups["character"].ValueSpan[0] : null;

    /// <summary>
    /// The candidate by which the first rows have as many cells as the header; empty ones too many do not count, and a row with fewer counts for the share that it has.
    /// Of equals, the one that gives the header the more cells; where none gives it two, the first: a table of one column.
    /// </summary>
    /// <remarks>A header of few cells is met by chance more easily than one of many, so a fit counts for less with it: "Categories (x,y,z...)" stands in tables of semicolons.</remarks>
    /// <param name="lines">The first lines of the file, the last of them whole.</param>
    /// <param name="escapesQuotes">See <see cref="RecordCells"/>.</param>
    public static char Guess(IReadOnlyList<string> lines, bool escapesQuotes) =>
        Candidates.Select(candidate => (Candidate: candidate, Score: Score(lines, new RecordCells(candidate, escapesQuotes)))).MaxBy(entry => entry.Score).Candidate;

    /// <summary>Records with a text that stand above the header.</summary>
    /// <param name="lines">As above, without a line that declares the character.</param>
    /// <param name="delimiter">The character.</param>
    /// <param name="escapesQuotes">See <see cref="RecordCells"/>.</param>
    public static int RowsAboveHeader(IReadOnlyList<string> lines, char delimiter, bool escapesQuotes) =>
        HeaderPlace.Of([.. Records(lines, new RecordCells(delimiter, escapesQuotes)).Take(HeaderPlace.MostRows).Select(record => record.Count(cell => !CellText.IsEmpty(cell)))]);

    private static (double Fit, int Header) Score(IReadOnlyList<string> lines, RecordCells cells)
    {
        string[][] records = [.. Records(lines, cells)];
        var above = HeaderPlace.Of([.. records.Select(record => record.Count(cell => !CellText.IsEmpty(cell)))]);
        // What has many cells by another character is no title: it is the header.
        var table = records[..above].All(IsTitle) ? records[above..] : records;
        if (table is not [{ Length: >= 2 and var header }, ..])
            return (-1, 0);
        var fitting = 0.0;
        foreach (var record in table.Skip(1))
        {
            var count = record.Length;
            while (count > header && CellText.IsEmpty(record[count - 1]))
                count--;
            fitting += count == 1 || count > header ? 0 : (double)count / header;
        }

        return ((table.Length == 1 ? 1 : fitting / (table.Length - 1)) * (header - 1) / header, header);
    }

    private static bool IsTitle(string[] record) => Candidates.All(candidate => record.Sum(cell => cell.Count(character => character == candidate)) < MostOfTitle);

    private static IEnumerable<string[]> Records(IReadOnlyList<string> lines, RecordCells cells)
    {
        foreach (var line in lines)
        {
            if (!cells.IsOpen)
                cells.Clear();
            cells.Add(line);
            if (!cells.IsOpen && !cells.Cells.All(cell => CellText.IsEmpty(cell)))
                yield return [.. cells.Cells];
        }
    }

    [GeneratedRegex("""^\s*"?sep=(?<character>[^"])"?\s*[,;\t|]*$""", RegexOptions.IgnoreCase)]
    private static partial Regex DeclaringLine();
}
