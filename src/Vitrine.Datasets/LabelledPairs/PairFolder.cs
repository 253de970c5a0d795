using System.Security.Cryptography;
using Vitrine.Catalogue;

namespace Vitrine.Datasets.LabelledPairs;

/// <summary>
/// A folder of texts with pictures' features and classes, as of Eng-Wiki (Rasiwasia et al., ACM MM 2010), TVGraz and the Chinese Wikipedia: <c>features.tsv</c> (<see cref="PairFeatures"/>)
/// and <c>texts.jsonl</c> (<see cref="PairTexts"/>), whose rows are in the same order.
/// </summary>
public sealed class PairFolder
{
    private const string Features = "features.tsv", Texts = "texts.jsonl";

    private PairFolder(string path, IReadOnlyList<LabelledPair> pairs, string hash) => (Path, Pairs, DataHash) = (path, pairs, hash);

    /// <summary>The names of the files of such a folder.</summary>
    public static IReadOnlyList<string> Files { get; } = [Features, Texts];

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>All pairs in the order of the files.</summary>
    public IReadOnlyList<LabelledPair> Pairs { get; }

    /// <summary>SHA-256 of both files, hexadecimal.</summary>
    public string DataHash { get; }

    /// <summary>Whether a folder holds such files.</summary>
    public static bool IsOne(string path) => Files.All(file => File.Exists(System.IO.Path.Combine(path, file)));

    /// <summary>Reads a folder.</summary>
    /// <exception cref="UsageException">It holds no such files.</exception>
    /// <exception cref="BadDataException">A file cannot be understood, or the two do not belong together.</exception>
    public static PairFolder Open(string path, CancellationToken cancellation = default)
    {
        if (!IsOne(path))
            throw new UsageException($"'{path}' is no folder of labelled pairs.", $"It needs {string.Join(" and ", Files)}.");
        var (features, texts) = (System.IO.Path.Combine(path, Features), System.IO.Path.Combine(path, Texts));
        var pairs = PairFeatures.Read(features, cancellation);
        var line = 0;
        foreach (var (id, text) in PairTexts.Read(texts, cancellation))
        {
            if (line == pairs.Count || pairs[line].TextId != id)
                throw new BadDataException(texts, line + 1, "text_id", $"'{id}'", line == pairs.Count ? $"the end, as {Features} has {pairs.Count} pairs" : $"'{pairs[line].TextId}', as in {Features}", "Bring both files into the same order.");
            pairs[line] = pairs[line] with { Text = text };
            line++;
        }

        return line == pairs.Count
            ? new PairFolder(path, pairs, HashOf(features, texts))
            : throw new BadDataException(texts, line + 1, null, "the end of the file", $"the text '{pairs[line].TextId}', as in {Features}", "Copy the whole file.");
    }

    private static string HashOf(params IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
