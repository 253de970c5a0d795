namespace Vitrine.Onnx.Tokenizers;

/// <summary>
/// WordPiece (Wu et al., 2016, as BERT uses it): from the left, the longest token that the rest of the word begins with; tokens inside a word carry a prefix.
/// A word that cannot be covered so is one unknown token.
/// </summary>
internal sealed class WordPieceModel : TokenModel
{
    private readonly Vocabulary vocabulary;
    private readonly Vocabulary insideWords;
    private readonly int unknownId;
    private readonly int longestWord;

    /// <param name="vocabulary">Tokens and ids.</param>
    /// <param name="insidePrefix">Begins the tokens that continue a word; "##" in BERT.</param>
    /// <param name="unknownId">Stands for a word that cannot be covered.</param>
    /// <param name="longestWord">Code points; a longer word is unknown. 100 in BERT.</param>
    internal WordPieceModel(Vocabulary vocabulary, string insidePrefix, int unknownId, int longestWord)
    {
        (this.vocabulary, this.unknownId, this.longestWord) = (vocabulary, unknownId, longestWord);
        insideWords = vocabulary.Behind(insidePrefix);
    }

    internal override int LargestId => vocabulary.LargestId;

    internal override int? IdOf(string token) => vocabulary.IdOf(token);

    internal override void Encode(string piece, List<int> ids)
    {
        var before = ids.Count;
        if (!IsTooLong(piece) && TryCover(piece, ids))
            return;

        ids.RemoveRange(before, ids.Count - before);
        ids.Add(unknownId);
    }

    private bool IsTooLong(string piece)
    {
        if (piece.Length <= longestWord)
            return false;

        return piece.Length > 2 * longestWord || piece.EnumerateRunes().Count() > longestWord;
    }

    private bool TryCover(ReadOnlySpan<char> word, List<int> ids)
    {
        for (var tokens = vocabulary; !word.IsEmpty; tokens = insideWords)
        {
            var length = Math.Min(word.Length, tokens.LongestToken);
            int id;
            // A token never ends between the halves of a surrogate pair, so that no look-up has to care.
            while (!tokens.TryGet(word[..length], out id))
            {
                if (--length <= 0)
                    return false;
            }

            ids.Add(id);
            word = word[length..];
        }

        return true;
    }
}
