using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Reads the files that older folders hold in the place of tokenizer.json: <c>vocab.txt</c>, <c>vocab.json</c> and <c>merges.txt</c>.</summary>
internal static class VocabularyFiles
{
    /// <summary>One token a line; the id is the number of the line, from 0.</summary>
    internal static Vocabulary ReadLines(string path)
    {
        JsonFile.RequireSize(path);
        var ids = new Dictionary<string, int>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length > Vocabulary.LongestAllowed)
                throw new BadDataException(path, number + 1, null, $"a token of {line.Length} characters", $"at most {Vocabulary.LongestAllowed}");
            if (number == Vocabulary.MostTokens)
                throw new BadDataException(path, number + 1, null, $"more than {Vocabulary.MostTokens} tokens", "a vocabulary within that limit");
            ids[line] = number++;
        }

        return ids.Count > 0 ? new(ids) : throw new BadDataException(path, null, null, "no token", "one token a line");
    }

    /// <summary>The pairs in the order in which they were learned, one a line, with a blank between their sides.</summary>
    internal static MergeTable ReadMerges(string path, Vocabulary vocabulary)
    {
        JsonFile.RequireSize(path);
        var merges = new MergeTable();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line.StartsWith("#version", StringComparison.Ordinal))
                continue;
            if (number > MergeTable.MostMerges)
                throw new BadDataException(path, number, null, $"more than {MergeTable.MostMerges} merges", "a file within that limit");
            if (line.Split(' ') is not [{ Length: > 0 } left, { Length: > 0 } right])
                throw new BadDataException(path, number, null, $"'{line[..Math.Min(line.Length, 60)]}'", "two symbols with one blank between them");

            merges.Add(Id(left), Id(right), Id(left + right));
        }

        return merges;

        int Id(string symbol) => vocabulary.IdOf(symbol) ?? throw new BadDataException(path, number, null,
            $"the symbol '{symbol}', which vocab.json lacks", "symbols of the vocabulary", "Take vocab.json and merges.txt from the same model.");
    }
}
