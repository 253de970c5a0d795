namespace Vitrine.Onnx.Tokenizers;

/// <summary>When a text gets a mark before it.</summary>
internal enum PrependScheme
{
    Always,

    /// <summary>Only the piece that the text begins with.</summary>
    First,
    Never,
}

/// <summary>SentencePiece's: a visible mark (▁) in the place of each blank, and words that begin with it.</summary>
internal sealed class MetaspacePreTokenizer(char mark, PrependScheme scheme, bool splits) : PreTokenizer
{
    private readonly PatternPreTokenizer words = new(new LiteralPattern(mark.ToString()), SplitBehavior.MergedWithNext);

    internal override void Split(Piece piece, List<Piece> pieces)
    {
        var text = piece.Text.Replace(' ', mark);
        if (text[0] != mark && (scheme == PrependScheme.Always || (scheme == PrependScheme.First && piece.OpensText)))
            text = mark + text;
        piece = piece with { Text = text };
        if (splits)
            words.Split(piece, pieces);
        else
            pieces.Add(piece);
    }
}
