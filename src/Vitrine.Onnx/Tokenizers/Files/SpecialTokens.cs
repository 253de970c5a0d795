using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>The special tokens of a vocabulary: named by the configuration, else by their usual text.</summary>
internal sealed class SpecialTokens(string path, Vocabulary vocabulary, IReadOnlyDictionary<string, string> named)
{
    /// <summary>The id of a token that must be there.</summary>
    internal int Id(string name, string usual) => Find(name, usual)?.Id
        ?? throw new BadDataException(path, null, null, $"no token '{named.GetValueOrDefault(name, usual)}'", $"the {name} of this tokeniser",
            "Take the vocabulary and tokenizer_config.json from the same model.");

    /// <summary>The token, which a text can hold literally; null where the vocabulary lacks it.</summary>
    internal AddedToken? Find(string name, string usual)
    {
        var text = named.GetValueOrDefault(name, usual);
        return text.Length > 0 && vocabulary.IdOf(text) is { } id ? new(text, id) { TakesBlanksBefore = text == "<mask>" } : null;
    }
}
