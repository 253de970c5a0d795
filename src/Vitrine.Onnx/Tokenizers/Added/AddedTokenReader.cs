namespace Vitrine.Onnx.Tokenizers;

/// <summary>Reads the section "added_tokens" of tokenizer.json.</summary>
internal static class AddedTokenReader
{
    // The largest published list has 6,400.
    private const int MostTokens = 1 << 16;

    /// <summary>The tokens; one that the model knows has the model's id.</summary>
    internal static List<AddedToken> Read(JsonPart? part, TokenModel model)
    {
        var tokens = new List<AddedToken>();
        if (part is not { } given)
            return tokens;

        var characters = 0;
        foreach (var entry in given.Items(MostTokens))
        {
            var content = entry["content"].String(Vocabulary.LongestAllowed);
            if (content.Length == 0)
                continue;
            if ((characters += content.Length) > CharTrie.MostCharacters)
                throw entry.Wrong($"more than {CharTrie.MostCharacters} characters of added tokens", "a list within that limit");

            var isSpecial = entry.Optional("special")?.Boolean() ?? false;
            tokens.Add(new(content, model.IdOf(content) ?? entry["id"].Integer(0, Vocabulary.IdLimit - 1))
            {
                TakesBlanksBefore = entry.Optional("lstrip")?.Boolean() ?? false,
                TakesBlanksBehind = entry.Optional("rstrip")?.Boolean() ?? false,
                IsWholeWord = entry.Optional("single_word")?.Boolean() ?? false,
                IsNormalized = entry.Optional("normalized")?.Boolean() ?? !isSpecial,
            });
        }

        return tokens;
    }
}
