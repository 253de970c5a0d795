using System.Text;

namespace Vitrine.Catalogue;

/// <summary>What a cell says, without what the way to us has put around it: Excel's formulas, invisible characters, HTML.</summary>
internal static class CellText
{
    // Excel keeps the zeros of an id only in a formula, so exports write ="0017".
    private const string FormulaStart = "=\"";

    // What tables write where there is nothing to say. Not "NA" and "none", which some shops have as values.
    private static readonly HashSet<string> Nothing = new(["-", "--", "–", "—", "n/a", "n.a.", "#n/a", "null", "nan", "undefined", "?"], StringComparer.OrdinalIgnoreCase);

    /// <summary>An id: without invisible characters, and out of Excel's formula. Everything else of it stays, for it names rows of the shop's own table, and photos.</summary>
    public static string Id(string cell)
    {
        var text = OneLine(WithoutInvisible(cell));
        return text.Length > FormulaStart.Length && text.StartsWith(FormulaStart, StringComparison.Ordinal) && text[^1] == '"'
            ? text[FormulaStart.Length..^1].Replace("\"\"", "\"", StringComparison.Ordinal).Trim()
            : text;
    }

    /// <summary>A title, a category, an attribute, a description: plain text on one line, out of Excel's formula, without the tags and entities of HTML.</summary>
    public static string Plain(string cell)
    {
        var text = HtmlText.Plain(WithoutMarks(cell));
        return text.StartsWith(FormulaStart, StringComparison.Ordinal) ? Id(text) : OneLine(text);
    }

    /// <summary>Trimmed, with every run of blanks and control characters inside as one space: a cell may be quoted over several lines.</summary>
    public static string OneLine(string cell)
    {
        cell = cell.Trim();
        if (!NeedsWork(cell))
            return cell;
        var text = new StringBuilder(cell.Length);
        foreach (var character in cell)
        {
            if (!IsBlank(character))
                text.Append(character);
            else if (text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Nothing in it that can be seen.</summary>
    public static bool IsEmpty(ReadOnlySpan<char> cell)
    {
        foreach (var character in cell)
        {
            if (!IsBlank(character) && !IsInvisible(character))
                return false;
        }

        return true;
    }

    /// <summary>Whether a text stands for nothing: "-", "n/a".</summary>
    public static bool SaysNothing(string text) => text.Length == 0 || Nothing.Contains(text);

    /// <summary>Without the characters that only files and browsers put into a text: byte-order marks, soft hyphens, places where a line may break.</summary>
    public static string WithoutMarks(string cell) => Without(cell, character => character is '\uFEFF' or '\u200B' or '\u2060' or '\u00AD');

    /// <summary>
    /// Without any character of no width. Some of these mean something in a text (joiners in Persian and in emoji, directions); nobody can see them in an id.
    /// </summary>
    private static string WithoutInvisible(string cell) => Without(cell, IsInvisible);

    private static string Without(string cell, Func<char, bool> unwanted) =>
        cell.Any(unwanted) ? string.Concat(cell.Where(character => !unwanted(character))) : cell;

    private static bool IsInvisible(char character) =>
        character is '\uFEFF' or '\u00AD' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F');

    private static bool IsBlank(char character) => char.IsWhiteSpace(character) || char.IsControl(character);

    private static bool NeedsWork(string cell)
    {
        for (var i = 0; i < cell.Length; i++)
        {
            if (char.IsControl(cell[i]) || (char.IsWhiteSpace(cell[i]) && (cell[i] != ' ' || cell[i - 1] == ' ')))
                return true;
        }

        return false;
    }
}
