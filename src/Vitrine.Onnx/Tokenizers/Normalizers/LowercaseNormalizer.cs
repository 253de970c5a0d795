namespace Vitrine.Onnx.Tokenizers;

/// <summary>Lower case character by character, so without the final sigma of whole words.</summary>
internal sealed class LowercaseNormalizer : Normalizer
{
    internal override string Apply(string text) => Lower(text);

    /// <summary>"İ" becomes two characters, as Unicode's full mapping has it; the platform leaves it.</summary>
    internal static string Lower(string text) => text.Replace("İ", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();
}
