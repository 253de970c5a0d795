using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Runs of one kind of character each; a character of no kind separates.</summary>
/// <param name="kindOf">0: separates; a negative kind is a piece for each character.</param>
internal sealed class WordsPreTokenizer(Func<Rune, int> kindOf) : PreTokenizer
{
    private const int Separator = 0;

    /// <summary>BERT's: words between white space, each punctuation character by itself.</summary>
    internal static WordsPreTokenizer Bert() => new(rune => Rune.IsWhiteSpace(rune) ? Separator : Characters.IsPunctuation(rune) ? -1 : 1);

    /// <summary>The pattern <c>\w+|[^\w\s]+</c>.</summary>
    internal static WordsPreTokenizer WordsAndSymbols() => new(rune => Characters.IsWord(rune) ? 1 : Rune.IsWhiteSpace(rune) ? Separator : 2);

    /// <summary>What stands between white space.</summary>
    internal static WordsPreTokenizer BetweenBlanks() => new(rune => Rune.IsWhiteSpace(rune) ? Separator : 1);

    internal override void Split(Piece piece, List<Piece> pieces)
    {
        var (start, position, kind) = (0, 0, Separator);
        foreach (var rune in piece.Text.EnumerateRunes())
        {
            var next = kindOf(rune);
            if (next != kind || next < 0)
            {
                if (kind != Separator)
                    pieces.Add(piece.Part(start, position));
                (start, kind) = (position, next);
            }

            position += rune.Utf16SequenceLength;
        }

        if (kind != Separator)
            pieces.Add(piece.Part(start, position));
    }
}
