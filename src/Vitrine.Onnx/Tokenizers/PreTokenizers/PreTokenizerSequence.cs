namespace Vitrine.Onnx.Tokenizers;

/// <summary>Each splits the pieces that the one before it made.</summary>
internal sealed class PreTokenizerSequence(IReadOnlyList<PreTokenizer> steps) : PreTokenizer
{
    internal override void Split(Piece piece, List<Piece> pieces)
    {
        var current = new List<Piece> { piece };
        foreach (var step in steps)
        {
            var next = new List<Piece>(current.Count + 8);
            foreach (var part in current)
                step.Split(part, next);
            current = next;
        }

        pieces.AddRange(current);
    }
}
