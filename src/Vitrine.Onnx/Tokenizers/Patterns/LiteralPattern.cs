namespace Vitrine.Onnx.Tokenizers;

/// <summary>The same characters.</summary>
internal sealed class LiteralPattern(string wanted) : TextPattern
{
    internal override void Find(string text, List<(int Start, int End)> matches)
    {
        for (var start = 0; (start = text.IndexOf(wanted, start, StringComparison.Ordinal)) >= 0; start += wanted.Length)
            matches.Add((start, start + wanted.Length));
    }
}
