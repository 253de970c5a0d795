using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Puts a text in the place of every match.</summary>
internal sealed class ReplaceNormalizer(TextPattern pattern, string replacement) : Normalizer
{
    internal override string Apply(string text)
    {
        var matches = new List<(int Start, int End)>();
        pattern.Find(text, matches);
        if (matches.Count == 0)
            return text;

        var replaced = new StringBuilder(text.Length);
        var end = 0;
        foreach (var match in matches)
        {
            replaced.Append(text, end, match.Start - end).Append(replacement);
            end = match.End;
        }

        return replaced.Append(text, end, text.Length - end).ToString();
    }
}
