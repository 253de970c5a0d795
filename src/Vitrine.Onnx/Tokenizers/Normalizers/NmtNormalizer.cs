using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>The clean-up of machine translation that SentencePiece calls "nmt": control characters go, invisible ones and exotic blanks become blanks.</summary>
internal sealed class NmtNormalizer : Normalizer
{
    internal override string Apply(string text)
    {
        var cleaned = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!IsDropped(character))
                cleaned.Append(IsBlank(character) ? ' ' : character);
        }

        return cleaned.ToString();
    }

    private static bool IsDropped(char character) =>
        character is (>= '\u0001' and <= '\u0008') or '\u000B' or (>= '\u000E' and <= '\u001F') or '\u007F' or '\u008F' or '\u009F';

    private static bool IsBlank(char character) =>
        character is '\t' or '\n' or '\f' or '\r' or '\u1680' or (>= '\u200B' and <= '\u200F') or '\u2028' or '\u2029' or '\u2581' or '\uFEFF' or '\uFFFD';
}
