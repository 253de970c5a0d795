namespace Vitrine.Onnx.Tokenizers;

/// <summary>Splits at the matches of a pattern, or (inverted) at what lies between them.</summary>
internal sealed class PatternPreTokenizer(TextPattern pattern, SplitBehavior behavior, bool inverted = false) : PreTokenizer
{
    internal override void Split(Piece piece, List<Piece> pieces)
    {
        var matches = new List<(int Start, int End)>();
        pattern.Find(piece.Text, matches);

        // The commonest case, words that a pattern describes, needs no list of what lies between.
        if (inverted && behavior == SplitBehavior.Removed)
        {
            foreach (var (start, end) in matches)
            {
                if (end > start)
                    pieces.Add(piece.Part(start, end));
            }

            return;
        }

        var stretches = Stretch.Cover(matches, piece.Text.Length);
        if (inverted)
        {
            for (var i = 0; i < stretches.Count; i++)
                stretches[i] = stretches[i] with { IsMatch = !stretches[i].IsMatch };
        }

        foreach (var stretch in Stretch.Arrange(stretches, behavior))
            pieces.Add(piece.Part(stretch.Start, stretch.End));
    }
}
