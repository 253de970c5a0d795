using System.Text.Json;

namespace Vitrine.Catalogue.Text;

/// <summary>Readers of <c>vocab.json</c> (token → id) and <c>merges.txt</c> (pairs in the order they were learned).</summary>
internal static class BytePairFiles
{
    internal const int LongestToken = 1024;
    private const int MostEntries = 1 << 20;
    private const int LargestFile = 64 << 20;

    /// <summary>Reads the vocabulary: tokens with distinct ids 0 … 2²⁴−1.</summary>
    internal static Dictionary<string, int> ReadVocabulary(string path)
    {
        using var document = ReadJson(path, LargestFile);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new BadDataException(path, null, null, $"a JSON {document.RootElement.ValueKind}", "an object of token: id");

        var vocabulary = new Dictionary<string, int>();
        var tokenOf = new Dictionary<int, string>();
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            var token = entry.Name;
            if (vocabulary.Count == MostEntries)
                throw new BadDataException(path, null, null, $"more than {MostEntries} tokens", "a vocabulary within that limit");
            if (token.Length is 0 or > LongestToken)
                throw new BadDataException(path, null, null, $"a token of {token.Length} characters", $"1 to {LongestToken}");
            if (entry.Value.ValueKind != JsonValueKind.Number || !entry.Value.TryGetInt32(out var id) || id is < 0 or >= 1 << 24)
                throw new BadDataException(path, null, token, $"the id {entry.Value.GetRawText()}", "a whole number 0 to 16777215");
            if (!vocabulary.TryAdd(token, id))
                throw new BadDataException(path, null, token, "the token a second time", "each token once");
            if (!tokenOf.TryAdd(id, token))
                throw new BadDataException(path, null, token, $"the id {id}, which '{tokenOf[id]}' has too", "distinct ids");
        }

        return vocabulary;
    }

    /// <summary>Reads the merges in ids: (left, right) → rank and the token they form.</summary>
    internal static Dictionary<(int Left, int Right), (int Rank, int Id)> ReadMerges(string path, Dictionary<string, int> vocabulary)
    {
        RequireFile(path, LargestFile);
        var merges = new Dictionary<(int, int), (int, int)>();
        var number = 0L;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            // Only the first line is a comment: "# #" is a pair like any other.
            if (line.Length == 0 || (number == 1 && line.StartsWith("#version", StringComparison.Ordinal)))
                continue;

            var blank = line.IndexOf(' ');
            if (blank <= 0 || blank == line.Length - 1 || line.AsSpan(blank + 1).Contains(' ') || line.Length > 2 * LongestToken)
                throw new BadDataException(path, number, null, $"'{line[..Math.Min(line.Length, 60)]}'", "two symbols with one blank between them");
            if (merges.Count == MostEntries)
                throw new BadDataException(path, number, null, $"more than {MostEntries} merges", "a file within that limit");

            var (left, right) = (line[..blank], line[(blank + 1)..]);
            if (!merges.TryAdd((Id(left), Id(right)), (merges.Count, Id(left + right))))
                throw new BadDataException(path, number, null, $"the merge '{line}' a second time", "each merge once");
        }

        return merges;

        int Id(string symbol) => vocabulary.TryGetValue(symbol, out var id) ? id
            : throw new BadDataException(path, number, null, $"the symbol '{symbol}', which vocab.json lacks", "symbols of the vocabulary",
                "Take vocab.json and merges.txt from the same model.");
    }

    /// <summary>Opens a JSON file that may be at most <paramref name="limit"/> bytes long.</summary>
    internal static JsonDocument ReadJson(string path, int limit)
    {
        RequireFile(path, limit);
        try
        {
            // File.ReadAllText drops a byte-order mark, which JsonDocument would refuse.
            return JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException exception)
        {
            throw new BadDataException(path, exception.LineNumber + 1, null, "broken JSON", "a JSON document", null, exception);
        }
    }

    private static void RequireFile(string path, int limit)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new UsageException($"There is no file {path}.", "A CLIP tokeniser is a folder with vocab.json and merges.txt.");
        if (file.Length > limit)
            throw new BadDataException(path, null, null, $"{file.Length} bytes", $"at most {limit} bytes");
    }
}
