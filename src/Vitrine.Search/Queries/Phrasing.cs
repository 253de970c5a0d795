using Vitrine.Platform;

namespace Vitrine.Search.Queries;

/// <summary>Ways to say the same values.</summary>
internal static class Phrasing
{
    /// <summary>The values in one of several ways: "black men t-shirts", "t-shirts men black", "t-shirts for men in black".</summary>
    /// <param name="phrases">The kind last, if there is one.</param>
    /// <param name="bits">Random, they choose.</param>
    public static IReadOnlyList<Phrase> Choose(IReadOnlyList<Phrase> phrases, ulong bits)
    {
        var others = Permuted<Phrase>([.. phrases.Where(phrase => !phrase.IsKind)], bits);
        Phrase[] kinds = [.. phrases.Where(phrase => phrase.IsKind)];
        return (bits >> 8 & 3) switch
        {
            0 or 1 => Plain([.. others, .. kinds]),
            2 => Plain([.. kinds, .. others]),
            _ => kinds.Length == 0 ? Plain(others) : [.. others.Where(phrase => phrase.Link is null), .. kinds, .. others.Where(phrase => phrase.Link is not null)],
        };
    }

    /// <summary>Nothing but the words of the values, in this order.</summary>
    public static IReadOnlyList<Phrase> Plain(IEnumerable<Phrase> phrases) => [.. phrases.Select(phrase => phrase with { Link = null })];

    /// <summary>The words, none of them twice: "navy blue" and "navy suits" are asked for as "blue navy suits".</summary>
    public static IReadOnlyList<Phrase> WithoutRepeats(IReadOnlyList<Phrase> phrases)
    {
        // Where a word stands twice the kind keeps it.
        var said = phrases.Where(phrase => phrase.IsKind).SelectMany(phrase => phrase.Words).ToHashSet(StringComparer.Ordinal);
        var kept = phrases.Select(phrase => phrase.IsKind ? phrase : phrase with { Words = [.. phrase.Words.Where(said.Add)] });
        return [.. kept.Where(phrase => phrase.Words.Count > 0)];
    }

    /// <summary>Some order of them that the bits choose; the order that they have is one of all.</summary>
    public static T[] Permuted<T>(IReadOnlyList<T> items, ulong bits)
    {
        T[] permuted = [.. items];
        for (var i = permuted.Length - 1; i > 0; i--)
        {
            var other = (int)(SplitMix64.At(bits, (ulong)i) % (ulong)(i + 1));
            (permuted[i], permuted[other]) = (permuted[other], permuted[i]);
        }

        return permuted;
    }
}
