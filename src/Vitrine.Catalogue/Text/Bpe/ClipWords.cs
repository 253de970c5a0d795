using System.Globalization;
using System.Text;

namespace Vitrine.Catalogue.Text;

/// <summary>
/// Cuts lower-case text into the words that CLIP encodes one by one. Equals the published pattern
/// <c>'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+</c>, the two special tokens before it, as a scanner without allocations.
/// </summary>
internal ref struct ClipWords(ReadOnlySpan<char> text, string start, string end)
{
    private enum Kind { Letter, Number, Space, Other }

    private ReadOnlySpan<char> rest = text;
    private readonly string start = start, end = end;

    /// <summary>The word found last.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Moves to the next word; false at the end of the text.</summary>
    public bool MoveNext()
    {
        while (!rest.IsEmpty)
        {
            var kind = KindAt(rest, out var length);
            if (kind == Kind.Space)
            {
                rest = rest[length..];
                continue;
            }

            length = Special(rest) is var special and > 0 ? special
                : Contraction(rest) is var contraction and > 0 ? contraction
                : kind == Kind.Number ? length
                : Run(rest, kind, length);
            Current = rest[..length];
            rest = rest[length..];
            return true;
        }

        return false;
    }

    private readonly int Special(ReadOnlySpan<char> text) =>
        text[0] != '<' ? 0 : text.StartsWith(start) ? start.Length : text.StartsWith(end) ? end.Length : 0;

    // The pattern ignores case, and the long s folds to s.
    private static int Contraction(ReadOnlySpan<char> text) => text.Length < 2 || text[0] != '\'' ? 0 : text[1] switch
    {
        's' or 'ſ' or 't' or 'm' or 'd' => 2,
        'r' or 'v' when text.Length > 2 && text[2] == 'e' => 3,
        'l' when text.Length > 2 && text[2] == 'l' => 3,
        _ => 0,
    };

    private static int Run(ReadOnlySpan<char> text, Kind kind, int length)
    {
        while (length < text.Length && KindAt(text[length..], out var next) == kind)
            length += next;
        return length;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, out int length)
    {
        length = 1;
        var first = text[0];
        if (first < 128)
        {
            return char.IsAsciiLetter(first) ? Kind.Letter : char.IsAsciiDigit(first) ? Kind.Number
                : char.IsWhiteSpace(first) ? Kind.Space : Kind.Other;
        }

        Rune.DecodeFromUtf16(text, out var rune, out length);
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Rune.IsWhiteSpace(rune) ? Kind.Space : Kind.Other,
        };
    }
}
