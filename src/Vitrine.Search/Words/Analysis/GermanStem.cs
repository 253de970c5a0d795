namespace Vitrine.Search.Words;

/// <summary>What the stemming algorithm of German leaves undone, and what it does too much.</summary>
internal static class GermanStem
{
    // Their "er" and "isch" are no endings, in compounds either: "Kunstleder" is no LED, and "Esszimmertisch" a table.
    private const string Leather = "leder", Table = "tisch";
    private static readonly string[] EndingsOfTable = ["", "e", "en", "es", "s"];

    private const int Shortest = 4;

    // No plurals, in compounds too: "Weinglas", "ärmellos".
    private static readonly string[] Singular = ["glas", "gras", "gas", "atlas", "ananas", "los", "gips", "pumps"];

    /// <summary>The stem of a word.</summary>
    /// <param name="word">In lower case.</param>
    /// <param name="stem">As the algorithm gives it.</param>
    public static string Of(string word, string stem) => word.EndsWith(Leather, StringComparison.Ordinal) ? word
        : EndingsOfTable.FirstOrDefault(ending => word.EndsWith(Table + ending, StringComparison.Ordinal)) is { } ending ? word[..^ending.Length]
        : WithoutS(stem);

    // The plural of words that German took from others: "Sofas", "Tops", "Handys".
    private static string WithoutS(string stem) => stem.Length >= Shortest && stem[^1] == 's' && stem[^2] is 'a' or 'o' or 'y' or 'p'
        && !Array.Exists(Singular, word => stem.EndsWith(word, StringComparison.Ordinal))
        ? stem[..^1]
        : stem;
}
