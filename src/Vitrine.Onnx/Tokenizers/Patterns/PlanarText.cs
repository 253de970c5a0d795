using System.Globalization;
using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>
/// A text with one UTF-16 unit for every character, so that a regular expression of .NET counts and classifies characters above U+FFFF as others do: each is
/// replaced by a rare character of the same category. \p{L} alone would miss every such letter.
/// </summary>
internal readonly ref struct PlanarText
{
    private readonly char[] characters;
    private readonly int[] offsets;

    internal PlanarText(string text)
    {
        characters = new char[text.Length];
        offsets = new int[text.Length + 1];
        var (count, position) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            characters[count] = rune.IsBmp ? (char)rune.Value : StandIn(rune);
            offsets[count++] = position;
            position += rune.Utf16SequenceLength;
        }

        offsets[count] = position;
        Characters = characters.AsSpan(0, count);
    }

    internal ReadOnlySpan<char> Characters { get; }

    /// <summary>Where in the text a character begins.</summary>
    internal int Offset(int character) => offsets[character];

    private static char StandIn(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter => '\uA640',
        UnicodeCategory.LowercaseLetter => '\uA641',
        UnicodeCategory.TitlecaseLetter => '\u1F88',
        UnicodeCategory.ModifierLetter => '\uA60C',
        UnicodeCategory.OtherLetter => '\uA000',
        UnicodeCategory.NonSpacingMark => '\uA66F',
        UnicodeCategory.SpacingCombiningMark => '\uA823',
        UnicodeCategory.EnclosingMark => '\uA670',
        UnicodeCategory.DecimalDigitNumber => '\uA620',
        UnicodeCategory.LetterNumber => '\uA6E6',
        UnicodeCategory.OtherNumber => '\uA830',
        UnicodeCategory.ConnectorPunctuation => '\uFE33',
        UnicodeCategory.DashPunctuation => '\uFE58',
        UnicodeCategory.OpenPunctuation => '\uFE59',
        UnicodeCategory.ClosePunctuation => '\uFE5A',
        UnicodeCategory.InitialQuotePunctuation => '\u2E02',
        UnicodeCategory.FinalQuotePunctuation => '\u2E03',
        UnicodeCategory.OtherPunctuation => '\uA60D',
        UnicodeCategory.MathSymbol => '\u2A00',
        UnicodeCategory.CurrencySymbol => '\uA838',
        UnicodeCategory.ModifierSymbol => '\uA700',
        UnicodeCategory.OtherSymbol => '\uA490',
        UnicodeCategory.Format => '\u206A',
        UnicodeCategory.PrivateUse => '\uE000',
        _ => '\uFFFF', // unassigned
    };
}
