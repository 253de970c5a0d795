namespace Vitrine.Catalogue.Text;

/// <summary>Words and one vector for each: read from published files, or trained by <see cref="SkipGram"/>.</summary>
public sealed class WordVectors
{
    private readonly float[] values;
    private readonly Dictionary<string, int> rows;

    /// <summary>Takes over the arrays.</summary>
    /// <param name="words">Distinct words.</param>
    /// <param name="values">Row-major [words, <paramref name="dimensions"/>].</param>
    /// <param name="dimensions">Length of a vector, from 1.</param>
    public WordVectors(IReadOnlyList<string> words, float[] values, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        RequireShape(words, values.Length, dimensions, nameof(values));
        (Words, this.values, Dimensions) = (words, values, dimensions);
        rows = new(words.Count);
        for (var row = 0; row < words.Count; row++)
        {
            if (!rows.TryAdd(words[row], row))
                throw new ArgumentException($"The word '{words[row]}' stands twice.", nameof(words));
        }
    }

    /// <summary>The words in row order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Length of every vector.</summary>
    public int Dimensions { get; }

    /// <summary>Number of words.</summary>
    public int Count => Words.Count;

    /// <summary>All vectors, row-major [<see cref="Count"/>, <see cref="Dimensions"/>].</summary>
    public ReadOnlyMemory<float> Values => values;

    /// <summary>The vector of a row.</summary>
    public ReadOnlySpan<float> this[int row] => values.AsSpan(row * Dimensions, Dimensions);

    /// <summary>Finds the row of a word, which is compared exactly.</summary>
    public bool TryGetRow(string word, out int row) => rows.TryGetValue(word, out row);

    /// <summary>Writes the vector of every known word of a list into its row of an embedding matrix; other rows stay as they are.</summary>
    /// <param name="words">The vocabulary that the matrix belongs to.</param>
    /// <param name="matrix">Row-major [words, <see cref="Dimensions"/>].</param>
    /// <returns>How many words were known.</returns>
    public int CopyTo(IReadOnlyList<string> words, Span<float> matrix)
    {
        RequireShape(words, matrix.Length, Dimensions, nameof(matrix));
        var known = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (!TryGetRow(words[i], out var row))
                continue;
            this[row].CopyTo(matrix[(i * Dimensions)..]);
            known++;
        }

        return known;
    }

    private static void RequireShape(IReadOnlyList<string> words, int length, int dimensions, string argument)
    {
        if (length != (long)words.Count * dimensions)
            throw new ArgumentException($"{words.Count} words of {dimensions} dimensions need {(long)words.Count * dimensions} values, not {length}.", argument);
    }
}
