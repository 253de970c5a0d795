namespace Vitrine.Catalogue.Text;

/// <summary>How word vectors are read.</summary>
public sealed record WordVectorOptions
{
    /// <summary>The layout; told from the file by default.</summary>
    public WordVectorFormat Format { get; init; } = WordVectorFormat.Detect;

    /// <summary>Words to keep; null keeps all. The vectors of other words are passed over without being parsed.</summary>
    public IReadOnlySet<string>? Vocabulary { get; init; }

    /// <summary>Length of a vector; null takes it from the file.</summary>
    public int? Dimensions { get; init; }

    /// <summary>Reading ends when this many words are kept: 4 Mi by default; the largest published sets have 3 million.</summary>
    public int MostWords { get; init; } = 1 << 22;

    /// <summary>Longest vector that a file may declare: 4,096 by default; published sets end at 1,024.</summary>
    public int MostDimensions { get; init; } = 4096;
}

/// <summary>Vectors that were read, and what was skipped on the way.</summary>
/// <param name="Vectors">Words of the vocabulary that the file has, in the file's order.</param>
/// <param name="Format">The layout of the file.</param>
/// <param name="WordsInFile">Entries of the file with a readable word, in the vocabulary or not.</param>
/// <param name="Report">Lines that were skipped: malformed, of the wrong dimension, not finite, or a repetition (the first one stands).</param>
public sealed record WordVectorReading(WordVectors Vectors, WordVectorFormat Format, long WordsInFile, LineReport Report);
