using System.Text;
using Vitrine.Platform;

namespace Vitrine.Search.Queries;

/// <summary>One slip of the finger in a word.</summary>
internal static class FingerSlip
{
    private const int FewestLetters = 4;
    private const int MostTries = 64;

    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>Words with one slip each, in an order that the bits choose; none for a word of fewer than four letters.</summary>
    /// <remarks>The first letter stays, at which slips are rare (Kukich 1992, Techniques for automatically correcting words in text, section 2.1).</remarks>
    public static IEnumerable<string> Of(string word, ulong bits)
    {
        Rune[] runes = [.. word.EnumerateRunes()];
        int[] letters = [.. Enumerable.Range(1, Math.Max(0, runes.Length - 1)).Where(i => Rune.IsLetter(runes[i]))];
        if (letters.Length + 1 < FewestLetters || !Rune.IsLetter(runes[0]))
            yield break;
        for (var tried = 0; tried < MostTries; tried++)
        {
            var draw = SplitMix64.At(bits, (ulong)tried);
            var place = letters[(int)((draw >> 8) % (ulong)letters.Length)];
            var slip = Text((draw & 3) switch
            {
                0 => Swapped(runes, place),
                1 => Replaced(runes, place, draw >> 32),
                2 => [.. runes[..place], Beside(runes[place], draw >> 32) ?? runes[place], .. runes[place..]],
                _ => [.. runes[..place], .. runes[(place + 1)..]],
            });
            if (slip != word)
                yield return slip;
        }
    }

    // With the letter after it; the last one, and one before a hyphen, stay.
    private static Rune[] Swapped(Rune[] runes, int place) =>
        place + 1 < runes.Length && Rune.IsLetter(runes[place + 1]) ? [.. runes[..place], runes[place + 1], runes[place], .. runes[(place + 2)..]] : runes;

    private static Rune[] Replaced(Rune[] runes, int place, ulong bits) =>
        Beside(runes[place], bits) is { } other ? [.. runes[..place], other, .. runes[(place + 1)..]] : runes;

    // A key beside that of a letter; null for letters of keyboards that are not known here.
    private static Rune? Beside(Rune letter, ulong bits)
    {
        var (x, y) = PlaceOf(letter);
        if (y < 0)
            return null;
        char[] beside = [.. Rows.SelectMany((row, r) => row.Where((_, c) => (r, c) != (y, x) && Math.Abs(r - y) <= 1 && IsNear(c - x, r - y)))];
        return new Rune(beside[bits % (ulong)beside.Length]);
    }

    // Each row of keys lies half a key further to the right.
    private static bool IsNear(int columns, int rows) => rows switch
    {
        0 => Math.Abs(columns) == 1,
        > 0 => columns is -1 or 0,
        _ => columns is 0 or 1,
    };

    private static (int X, int Y) PlaceOf(Rune letter)
    {
        for (var y = 0; y < Rows.Length; y++)
        {
            if (letter.IsAscii && Rows[y].IndexOf((char)letter.Value) is >= 0 and var x)
                return (x, y);
        }

        return (-1, -1);
    }

    private static string Text(Rune[] runes) => string.Concat(runes.Select(rune => rune.ToString()));
}
