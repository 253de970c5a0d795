using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;

namespace Vitrine.Models.Encoders.Texts;

/// <summary>Where the first vectors of words came from, as a model card keeps it.</summary>
/// <param name="Name">The file's name, or <see cref="WordStart.SkipGram"/>.</param>
/// <param name="Hash">SHA-256 of the file, or of the trained vectors; hexadecimal.</param>
/// <param name="Dimensions">Of a vector.</param>
/// <param name="KnownTerms">Terms of the model's vocabulary that have a vector there; the others started at random.</param>
/// <param name="SkippedLines">Lines of the file that could not be used.</param>
public sealed record WordOrigin(string Name, string Hash, int Dimensions, int KnownTerms, long SkippedLines);

/// <summary>Known vectors that the words of a text encoder start from: <c>train --word-vectors</c>.</summary>
/// <param name="Vectors">Those of terms of the vocabulary.</param>
/// <param name="Origin">Where they came from.</param>
public sealed record WordStart(WordVectors Vectors, WordOrigin Origin)
{
    /// <summary>The name of vectors trained on the catalogue's own titles (<see cref="Catalogue.Text.SkipGram"/>).</summary>
    public const string SkipGram = "skip-gram";

    /// <summary>Reads vectors of a vocabulary's terms, or trains them.</summary>
    /// <param name="source">A GloVe or word2vec file, or <see cref="SkipGram"/>.</param>
    /// <param name="vocabulary">The terms that are wanted.</param>
    /// <param name="titles">The training titles: what skip-gram learns from.</param>
    /// <param name="dimensions">Dimensions of the vectors that skip-gram trains.</param>
    /// <param name="isFixed">Whether those of a file must be the same; else the encoder takes the file's.</param>
    /// <param name="seed">Of skip-gram.</param>
    /// <param name="cancellation">Ends reading and training.</param>
    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="BadDataException">The file holds no vectors, those of other dimensions, or of none of the terms.</exception>
    public static WordStart Open(
        string source, Vocabulary vocabulary, IEnumerable<string> titles, int dimensions, bool isFixed, ulong seed, CancellationToken cancellation = default) =>
        source == SkipGram
            ? Learn(vocabulary, titles, new SkipGramOptions { Dimensions = dimensions, Seed = seed }, cancellation)
            : Read(source, vocabulary, isFixed ? dimensions : null, cancellation);

    private static WordStart Learn(Vocabulary vocabulary, IEnumerable<string> titles, SkipGramOptions options, CancellationToken cancellation)
    {
        var vectors = Catalogue.Text.SkipGram.Train([.. titles.Select(title => WordTokenizer.Terms(title).ToArray())], options, cancellation: cancellation);
        var hash = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(vectors.Values.Span)));
        return new WordStart(vectors, new WordOrigin(SkipGram, hash, vectors.Dimensions, KnownOf(vectors, vocabulary), 0));
    }

    private static WordStart Read(string path, Vocabulary vocabulary, int? dimensions, CancellationToken cancellation)
    {
        var options = new WordVectorOptions { Vocabulary = vocabulary.Terms.ToHashSet(StringComparer.Ordinal), Dimensions = dimensions };
        var reading = WordVectorReader.Read(path, options, cancellation: cancellation);
        if (reading.Vectors.Count == 0)
        {
            throw new BadDataException(path, null, null, $"{reading.WordsInFile} words, none of which stands in the catalogue's titles", "words of the titles' language, in lower case",
                "Take vectors of another language, or train some with: --word-vectors skip-gram");
        }

        using var stream = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        return new WordStart(reading.Vectors,
            new WordOrigin(Path.GetFileName(path), hash, reading.Vectors.Dimensions, KnownOf(reading.Vectors, vocabulary), reading.Report.Count));
    }

    private static int KnownOf(WordVectors vectors, Vocabulary vocabulary) => vocabulary.Terms.Count(term => vectors.TryGetRow(term, out _));
}
