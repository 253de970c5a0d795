using System.Numerics;
using System.Text;

namespace Vitrine.Search.Words;

/// <summary>A word of the shop near to a typed one.</summary>
/// <param name="Word">As the shop writes it.</param>
/// <param name="Cost">See <see cref="Slip.Cost"/>.</param>
/// <param name="Products">That write it so.</param>
internal readonly record struct NearWord(string Word, float Cost, int Products);

/// <summary>The words that a typed one is compared with: all of the shop but those with digits. 500,000 of them take 6 MB and are looked through in about a millisecond.</summary>
/// <remarks>Which letters a word has is one number of 64 bits. One edit changes at most two of them, so that a few instructions a word leave one in a hundred to be compared letter by letter.</remarks>
internal sealed class SpellingVocabulary
{
    private const int Shortest = 2;

    private readonly WordIndex index;
    private readonly WordFields fields;
    private readonly ulong[] letters;
    private readonly byte[] lengths;
    private readonly int[] places;

    public SpellingVocabulary(WordIndex index, WordFields fields)
    {
        (this.index, this.fields) = (index, fields);
        var (letters, lengths, places) = (new List<ulong>(), new List<byte>(), new List<int>());
        for (var place = 0; place < index.Words; place++)
        {
            var word = WordFolding.Of(index.WordAt(place));
            if (word.Length < Shortest || word.Length > WordSplitter.LongestWord || word.Any(char.IsDigit) || index.ProductsWriting(place, fields) == 0)
                continue;
            letters.Add(LettersOf(word));
            lengths.Add((byte)word.Length);
            places.Add(place);
        }

        (this.letters, this.lengths, this.places) = ([.. letters], [.. lengths], [.. places]);
    }

    /// <summary>The words within some edits of a typed one, in the order of the vocabulary.</summary>
    /// <param name="typed">Folded.</param>
    /// <param name="most">Whole edits.</param>
    public IEnumerable<NearWord> Near(string typed, int most)
    {
        var wanted = LettersOf(typed);
        for (var i = 0; i < letters.Length; i++)
        {
            if (BitOperations.PopCount(letters[i] ^ wanted) > 2 * most || Math.Abs(lengths[i] - typed.Length) > most)
                continue;
            var cost = CostOf(typed, index.WordBytesAt(places[i]), most);
            if (cost <= most + 0.5f)
                yield return new NearWord(index.WordAt(places[i]), cost, index.ProductsWriting(places[i], fields));
        }
    }

    /// <summary>The words that begin within some edits of what somebody has typed so far, in the order of the vocabulary. The first letter is right, or swapped with the second.</summary>
    /// <param name="typed">Folded.</param>
    /// <param name="most">Whole edits, 0 or 1.</param>
    public IEnumerable<NearWord> NearBeginning(string typed, int most)
    {
        var wanted = LettersOf(typed);
        for (var i = 0; i < letters.Length; i++)
        {
            if (BitOperations.PopCount(wanted & ~letters[i]) > most || lengths[i] < typed.Length - most)
                continue;
            var word = WordFolding.Of(index.WordAt(places[i]));
            if (word[0] != typed[0] && !(typed.Length > 1 && word[0] == typed[1] && word[1] == typed[0]))
                continue;
            var cost = float.PositiveInfinity;
            for (var length = typed.Length - most; length <= Math.Min(typed.Length + most, word.Length); length++)
                cost = Math.Min(cost, Slip.Cost(typed, word.AsSpan(0, length), most));
            if (cost <= most + 0.5f)
                yield return new NearWord(index.WordAt(places[i]), cost, index.ProductsWriting(places[i], fields));
        }
    }

    private static float CostOf(string typed, ReadOnlySpan<byte> word, int most)
    {
        if (!Ascii.IsValid(word))
            return Slip.Cost(typed, WordFolding.Of(Encoding.UTF8.GetString(word)), most);
        Span<char> characters = stackalloc char[word.Length];
        Encoding.ASCII.GetChars(word, characters);
        return Slip.Cost(typed, characters, most);
    }

    // The letters of English have a bit each, all others share 38.
    private static ulong LettersOf(string word)
    {
        var bits = 0UL;
        foreach (var character in word)
            bits |= 1UL << (character is >= 'a' and <= 'z' ? character - 'a' : 26 + character % 38);
        return bits;
    }
}
