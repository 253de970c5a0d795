using Vitrine.Catalogue.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Lower case, as tokenizer.json means it (character by character) or as Python has it (with the final sigma of whole words).</summary>
internal sealed class LowercaseNormalizer(bool wholeWords = false) : Normalizer
{
    internal override string Apply(string text) => wholeWords ? LowerCase.Of(text) : Lower(text);

    /// <summary>Character by character: "İ" becomes two characters, as Unicode's full mapping has it; the platform leaves it.</summary>
    internal static string Lower(string text) => text.Replace("İ", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();
}
