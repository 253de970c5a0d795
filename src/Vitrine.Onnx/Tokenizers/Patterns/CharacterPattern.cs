using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Each single character of a class.</summary>
internal sealed class CharacterPattern(Func<Rune, bool> isWanted) : TextPattern
{
    internal override void Find(string text, List<(int Start, int End)> matches)
    {
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var end = position + rune.Utf16SequenceLength;
            if (isWanted(rune))
                matches.Add((position, end));
            position = end;
        }
    }
}
