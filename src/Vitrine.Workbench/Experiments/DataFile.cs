using System.Security.Cryptography;
using Vitrine.Catalogue;

namespace Vitrine.Workbench.Experiments;

/// <summary>
/// A file outside the repository: a pattern below <c>../shared</c> ('*' matches within one folder or file name) and the SHA-256 of its content.
/// The hash decides; the pattern only says where to look.
/// </summary>
public sealed record DataFile(string Pattern, string Sha256)
{
    public bool IsPresent(Repository repository) => Matches(repository.SharedFolder, Pattern.Split('/')).Any();

    /// <summary>The file with the right content.</summary>
    /// <exception cref="CatalogueException">Nothing matches the pattern, or only files with other content.</exception>
    public string Find(Repository repository)
    {
        string[] candidates = [.. Matches(repository.SharedFolder, Pattern.Split('/')).Order(StringComparer.Ordinal)];
        if (candidates.Length == 0)
        {
            throw new CatalogueException($"this experiment needs ../shared/{Pattern}, which is not there.",
                "put the data beside the repository as 'shared/'; 'vitrine reproduce shop-hichnet' needs no data.");
        }

        return candidates.FirstOrDefault(path => HashOf(path) == Sha256)
            ?? throw new MeasurementException($"../shared/{Pattern} is there, but its content is not what this experiment was measured on.",
                $"expected SHA-256 {Sha256}; figures of other data cannot be compared with these.");
    }

    private static IEnumerable<string> Matches(string folder, ReadOnlyMemory<string> segments)
    {
        var segment = segments.Span[0];
        if (!Directory.Exists(folder))
            return [];
        return segments.Length == 1
            ? Directory.EnumerateFiles(folder, segment)
            : Directory.EnumerateDirectories(folder, segment).SelectMany(child => Matches(child, segments[1..]));
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
