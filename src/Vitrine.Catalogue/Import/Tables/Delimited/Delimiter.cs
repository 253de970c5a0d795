using System.Text.RegularExpressions;

namespace Vitrine.Catalogue;

/// <summary>The character between cells: as it was said, as the file says it, or as its first rows show it.</summary>
internal static partial class Delimiter
{
    private const string Candidates = ",;\t|";

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

    private static (double Fit, int Header) Score(IReadOnlyList<string> lines, RecordCells cells)
    {
        int header = 0, rows = 0;
        var fitting = 0.0;
        foreach (var line in lines)
        {
            if (!cells.IsOpen)
                cells.Clear();
            cells.Add(line);
            if (cells.IsOpen || cells.Cells.All(cell => CellText.IsEmpty(cell)))
                continue;
            var count = cells.Cells.Count;
            if (header == 0)
            {
                header = count;
                continue;
            }

            while (count > header && CellText.IsEmpty(cells.Cells[count - 1]))
                count--;
            rows++;
            fitting += count == 1 || count > header ? 0 : (double)count / header;
        }

        return header < 2 ? (-1, 0) : ((rows == 0 ? 1 : fitting / rows) * (header - 1) / header, header);
    }

    [GeneratedRegex("""^\s*"?sep=(?<character>[^"])"?\s*[,;\t|]*$""", RegexOptions.IgnoreCase)]
    private static partial Regex DeclaringLine();
}
