using System.Text;
using Vitrine.Catalogue.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>The four forms of Unicode Standard Annex 15.</summary>
internal sealed class UnicodeFormNormalizer(NormalizationForm form) : Normalizer
{
    // string.Normalize needs ICU and returns its input under invariant globalisation, so these are ours.
    internal override string Apply(string text) => Ascii.IsValid(text) ? text : form switch
    {
        NormalizationForm.FormC => CanonicalComposition.Compose(text),
        NormalizationForm.FormD => CanonicalComposition.Decompose(text),
        NormalizationForm.FormKC => CanonicalComposition.Compose(Expanded(text)),
        _ => CanonicalComposition.Decompose(Expanded(text)),
    };

    // Taken apart first, because a part can have an expansion that the whole has not ("ẛ" is "ſ" with a dot, and "ſ" is "s").
    private static string Expanded(string text) => CompatibilityTable.Expand(CanonicalComposition.Decompose(text));
}
