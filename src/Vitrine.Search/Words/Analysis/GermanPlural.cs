namespace Vitrine.Search.Words;

/// <summary>The plural of words that German took from others, which its stemming algorithm leaves as it is: "Sofas", "Tops", "Handys".</summary>
internal static class GermanPlural
{
    private const int Shortest = 4;

    // No plurals, in compounds too: "Weinglas", "ärmellos".
    private static readonly string[] Singular = ["glas", "gras", "gas", "atlas", "ananas", "los", "gips", "pumps"];

    /// <summary>A stem without the s of such a plural.</summary>
    public static string WithoutS(string stem) => stem.Length >= Shortest && stem[^1] == 's' && stem[^2] is 'a' or 'o' or 'y' or 'p'
        && !Array.Exists(Singular, word => stem.EndsWith(word, StringComparison.Ordinal))
        ? stem[..^1]
        : stem;
}
