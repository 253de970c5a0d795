using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>One after the other.</summary>
internal sealed class NormalizerSequence(IReadOnlyList<Normalizer> steps) : Normalizer
{
    // Steps that each make sixteen characters of one would fill the memory.
    private const int LongestResult = 1 << 22;

    internal IReadOnlyList<Normalizer> Steps => steps;

    internal override string Apply(string text)
    {
        foreach (var step in steps)
        {
            text = step.Apply(text);
            if (text.Length > LongestResult)
                throw new UsageException($"A text has {text.Length} characters when this tokeniser has normalised it; at most {LongestResult} are read.");
        }

        return text;
    }
}
