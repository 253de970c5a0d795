using System.Text;

namespace Vitrine.Search.Words;

/// <summary>
/// Scripts that put no space between words, and Korean, whose particles stick to them. Such a run is searched by its characters and by each two that are neighbours, which
/// needs no dictionary and finds every word that stands in it.
/// </summary>
internal static class UnspacedScript
{
    private const char First = '\u0E00';

    /// <summary>Whether any character is of such a script.</summary>
    public static bool IsIn(string word)
    {
        if (word.AsSpan().IndexOfAnyInRange(First, '\uFFFF') < 0)
            return false;
        foreach (var rune in word.EnumerateRunes())
        {
            if (Holds(rune))
                return true;
        }

        return false;
    }

    /// <summary>The pieces of a word: runs of other scripts as they are, of an unspaced one its pairs, and its single characters.</summary>
    /// <param name="word">In which <see cref="IsIn"/>.</param>
    /// <param name="isQuery">For what is searched: single characters only where a run has no pair.</param>
    public static IEnumerable<string> Pieces(string word, bool isQuery)
    {
        var run = new List<Rune>();
        foreach (var rune in word.EnumerateRunes())
        {
            if (run.Count > 0 && Holds(run[^1]) != Holds(rune))
            {
                foreach (var piece in OfRun(run, isQuery))
                    yield return piece;
                run.Clear();
            }

            run.Add(rune);
        }

        foreach (var piece in OfRun(run, isQuery))
            yield return piece;
    }

    private static IEnumerable<string> OfRun(List<Rune> run, bool isQuery)
    {
        if (!Holds(run[0]))
            return [string.Concat(run)];
        var pairs = run.Zip(run.Skip(1), (one, other) => $"{one}{other}");
        return isQuery && run.Count > 1 ? pairs : pairs.Concat(run.Select(rune => rune.ToString()));
    }

    private static bool Holds(Rune rune) => rune.Value switch
    {
        < First => false,
        <= 0x0EFF => true, // Thai, Lao
        >= 0x1000 and <= 0x109F => true, // Burmese
        >= 0x1780 and <= 0x17FF => true, // Khmer
        >= 0x3040 and <= 0x30FF => true, // Hiragana, Katakana
        >= 0x3400 and <= 0x4DBF => true, // Han
        >= 0x4E00 and <= 0x9FFF => true,
        >= 0xAC00 and <= 0xD7A3 => true, // Hangul
        >= 0xF900 and <= 0xFAFF => true,
        >= 0xFF66 and <= 0xFF9F => true, // Katakana, half width
        >= 0x20000 and <= 0x3FFFF => true,
        _ => false,
    };
}
