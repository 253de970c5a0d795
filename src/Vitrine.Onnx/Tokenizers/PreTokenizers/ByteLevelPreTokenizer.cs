using System.Text.RegularExpressions;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>GPT-2's: words with the blank before them, in the alphabet of bytes.</summary>
/// <param name="addsBlank">Puts a blank before a text that begins with none, so that its first word is spelt as any other.</param>
/// <param name="splits">Whether to split by GPT-2's pattern; false where an earlier step did it.</param>
internal sealed partial class ByteLevelPreTokenizer(bool addsBlank, bool splits) : PreTokenizer
{
    private static readonly PatternPreTokenizer Words = new(new RegexPattern(WordPattern()), SplitBehavior.Isolated);

    internal override void Split(Piece piece, List<Piece> pieces)
    {
        if (addsBlank && piece.Text[0] != ' ')
            piece = piece with { Text = " " + piece.Text };

        var first = pieces.Count;
        if (splits)
            Words.Split(piece, pieces);
        else
            pieces.Add(piece);
        for (var i = first; i < pieces.Count; i++)
            pieces[i] = pieces[i] with { Text = ByteAlphabet.Spell(pieces[i].Text) };
    }

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();
}
