namespace Vitrine.Onnx.Tokenizers;

/// <summary>Rewrites a text before it is split. Safe for many threads.</summary>
internal abstract class Normalizer
{
    /// <summary>Leaves every text as it is.</summary>
    internal static readonly Normalizer None = new NormalizerSequence([]);

    /// <summary>The rewritten text; the same instance where nothing changes, if that is cheap to see.</summary>
    internal abstract string Apply(string text);
}
