namespace Vitrine.Onnx.Tokenizers;

/// <summary>Puts a text before every text that is not empty.</summary>
internal sealed class PrependNormalizer(string start) : Normalizer
{
    internal override string Apply(string text) => text.Length == 0 ? text : start + text;
}
