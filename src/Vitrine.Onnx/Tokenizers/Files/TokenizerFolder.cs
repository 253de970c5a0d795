using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Finds and reads the tokeniser of a folder.</summary>
internal static class TokenizerFolder
{
    /// <summary>Reads the fullest description that a folder has: tokenizer.json, vocab.txt, vocab.json with merges.txt, spiece.model.</summary>
    /// <exception cref="UsageException">There is no such folder, or it has none of these.</exception>
    /// <exception cref="BadDataException">A file cannot be used.</exception>
    internal static (TextPipeline Pipeline, TokenizerConfig Config) Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no folder {folder}.", "A tokeniser is a folder with tokenizer.json.");

        var config = TokenizerConfig.Read(folder);
        return (Read(folder, config), config);
    }

    private static TextPipeline Read(string folder, TokenizerConfig config)
    {
        if (Find("tokenizer.json") is { } whole)
            return TokenizerJsonFile.Read(whole, config.Case);
        if (Find("vocab.txt") is { } lines)
            return BertFiles.Read(lines, config);
        if (Find("vocab.json") is { } vocabulary && Find("merges.txt") is { } merges)
            return BytePairFiles.Read(vocabulary, merges, config);
        if (Find("spiece.model") is { } pieces)
            return SentencePieceFile.Read(pieces, config);

        throw new UsageException($"The folder {folder} has no tokeniser: neither tokenizer.json, nor vocab.txt, nor vocab.json with merges.txt, nor spiece.model.",
            "Take all files of the model, or name the folder that holds them.");

        string? Find(string name) => Path.Combine(folder, name) is var path && File.Exists(path) ? path : null;
    }
}
