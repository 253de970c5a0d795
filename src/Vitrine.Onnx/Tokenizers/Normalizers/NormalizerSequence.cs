namespace Vitrine.Onnx.Tokenizers;

/// <summary>One after the other.</summary>
internal sealed class NormalizerSequence(IReadOnlyList<Normalizer> steps) : Normalizer
{
    internal IReadOnlyList<Normalizer> Steps => steps;

    internal override string Apply(string text)
    {
        foreach (var step in steps)
            text = step.Apply(text);
        return text;
    }
}
