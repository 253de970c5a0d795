using System.Runtime.InteropServices;
using System.Text;

namespace Vitrine.Catalogue.Text;

/// <summary>
/// Unicode normalisation form C (Unicode Standard Annex 15): "e" + U+0301 becomes "é", so that both spellings of a word are one word.
/// </summary>
/// <remarks>
/// <see cref="string.Normalize()"/> needs ICU and silently returns its input under invariant globalisation, which every Vitrine program
/// uses (so in .NET 10 still); hence this table of Unicode 14. The stability policy of Unicode promises that later versions only add characters.
/// </remarks>
public static class CanonicalComposition
{
    // Nothing below U+0300 changes in form C: the first combining mark is U+0300.
    private const char FirstOfInterest = '\u0300';

    /// <summary>Returns <paramref name="text"/> in form C; the same instance where it already is. Lone surrogates become U+FFFD.</summary>
    public static string Compose(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange(FirstOfInterest, '\uFFFF') < 0 || IsComposed(text))
            return text;

        var runes = CollectionsMarshal.AsSpan(Decomposed(text));
        return Text(runes[..ComposeInPlace(runes)]);
    }

    /// <summary>Returns <paramref name="text"/> in form D: "é" becomes "e" + U+0301. Lone surrogates become U+FFFD.</summary>
    public static string Decompose(string text) => Ascii.IsValid(text) ? text : Text(CollectionsMarshal.AsSpan(Decomposed(text)));

    private static List<Rune> Decomposed(string text)
    {
        var decomposed = new List<Rune>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            CanonicalTable.Decompose(rune, decomposed);
        SortMarks(CollectionsMarshal.AsSpan(decomposed));
        return decomposed;
    }

    private static string Text(ReadOnlySpan<Rune> runes)
    {
        var builder = new StringBuilder(runes.Length);
        foreach (var rune in runes)
            builder.Append(rune);
        return builder.ToString();
    }

    // Quick check: text without marks, without characters that decompose away and without loose Hangul vowels is in form C as it stands.
    private static bool IsComposed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value >= FirstOfInterest && CanonicalTable.MayChange(rune))
                return false;
        }

        return true;
    }

    // Canonical ordering: marks between two starters are sorted by combining class, stably. Insertion sort, because runs are short…
    private static void SortMarks(Span<Rune> runes)
    {
        for (var start = 0; start < runes.Length;)
        {
            if (CanonicalTable.CombiningClass(runes[start]) == 0)
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < runes.Length && CanonicalTable.CombiningClass(runes[end]) != 0)
                end++;
            SortRun(runes[start..end]);
            start = end;
        }
    }

    private static void SortRun(Span<Rune> run)
    {
        // … except in hostile text, where a quadratic sort of a million marks would hang the caller.
        if (run.Length > 32)
        {
            var sorted = run.ToArray().OrderBy(CanonicalTable.CombiningClass).ToArray();
            sorted.CopyTo(run);
            return;
        }

        for (var i = 1; i < run.Length; i++)
        {
            var mark = run[i];
            var order = CanonicalTable.CombiningClass(mark);
            var j = i;
            for (; j > 0 && CanonicalTable.CombiningClass(run[j - 1]) > order; j--)
                run[j] = run[j - 1];
            run[j] = mark;
        }
    }

    // A character joins the last starter unless something of the same or a higher class (or another starter) stands between them.
    private static int ComposeInPlace(Span<Rune> runes)
    {
        var written = 0;
        var starter = -1;
        var lastClass = 0;
        foreach (var rune in runes)
        {
            var order = CanonicalTable.CombiningClass(rune);
            var adjacent = written == starter + 1;
            if (starter >= 0 && (adjacent || (lastClass < order && lastClass != 0)) && CanonicalTable.TryCompose(runes[starter], rune, out var composed))
            {
                runes[starter] = composed;
                continue;
            }

            if (order == 0)
                starter = written;
            lastClass = order;
            runes[written++] = rune;
        }

        return written;
    }
}
