using System.Numerics.Tensors;
using System.Text;

namespace Vitrine.Catalogue.Text;

/// <summary>Collects the vectors of one file: filters by vocabulary, refuses repetitions and values that are not finite, keeps the report.</summary>
internal sealed class WordVectorCollector(string path, WordVectorOptions options)
{
    internal const int LongestWord = 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly List<string> words = [];
    private readonly HashSet<string> seen = [];
    private float[] values = [];
    private long wordsInFile;

    internal LineReport Report { get; } = new();

    internal int Dimensions { get; private set; }

    internal bool IsFull => words.Count == options.MostWords;

    /// <summary>Fixes the length of the vectors.</summary>
    internal void Start(long line, long dimensions)
    {
        if (dimensions < 1 || dimensions > options.MostDimensions)
            throw new BadDataException(path, line, null, $"vectors of {dimensions} dimensions", $"1 to {options.MostDimensions}");
        if (options.Dimensions is { } expected && dimensions != expected)
            throw new BadDataException(path, line, null, $"vectors of {dimensions} dimensions", $"{expected}");
        Dimensions = (int)dimensions;
    }

    /// <summary>Checks a word; true where its vector is wanted.</summary>
    internal bool Wants(long line, ReadOnlySpan<byte> bytes, out string word)
    {
        word = "";
        if (bytes.Length is 0 or > LongestWord)
        {
            Report.Add(line, $"a word of {bytes.Length} bytes; expected 1 to {LongestWord}");
            return false;
        }

        try
        {
            word = CanonicalComposition.Compose(Strict.GetString(bytes)); // as the words of a text are, see WordTokenizer
        }
        catch (DecoderFallbackException)
        {
            Report.Add(line, "a word that is not UTF-8");
            return false;
        }

        wordsInFile++;
        return options.Vocabulary is null || options.Vocabulary.Contains(word);
    }

    /// <summary>Keeps a vector of <see cref="Dimensions"/> values.</summary>
    internal void Add(long line, string word, ReadOnlySpan<float> vector)
    {
        if (!TensorPrimitives.IsFiniteAll(vector))
        {
            var place = 0;
            while (float.IsFinite(vector[place]))
                place++;
            Report.Add(line, $"the value {vector[place]} at dimension {place + 1} of '{word}'; expected finite numbers");
        }
        else if (!seen.Add(word))
        {
            Report.Add(line, $"the word '{word}' again; its first vector stands");
        }
        else
        {
            Grow(line);
            vector.CopyTo(values.AsSpan(words.Count * Dimensions));
            words.Add(word);
        }
    }

    internal WordVectorReading Finish(WordVectorFormat format)
    {
        if (wordsInFile == 0)
        {
            var first = Report.Problems.Count > 0 ? $" ({Report.Problems[0]})" : "";
            throw new BadDataException(path, null, null, $"no word vector in {format} layout{first}", "words with their vectors");
        }

        Array.Resize(ref values, words.Count * Dimensions);
        return new(new(words, values, Dimensions), format, wordsInFile, Report);
    }

    private void Grow(long line)
    {
        var needed = (words.Count + 1L) * Dimensions;
        if (needed > Array.MaxLength)
        {
            throw new BadDataException(path, line, null, $"more than {words.Count} vectors of {Dimensions} dimensions", "fewer",
                "Give the vocabulary that is needed.");
        }

        if (needed > values.Length)
            Array.Resize(ref values, (int)Math.Min(Array.MaxLength, Math.Max(needed, values.Length * 2L)));
    }
}
