namespace Vitrine.Search.Queries;

/// <summary>The plural of an English noun, and the singular of a plural. Other languages with a plural in "s" fare well too.</summary>
internal static class EnglishPlural
{
    private const int FewestLetters = 3;

    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["scarf"] = "scarves",
        ["shelf"] = "shelves",
        ["knife"] = "knives",
        ["loaf"] = "loaves",
        ["leaf"] = "leaves",
        ["child"] = "children",
        ["man"] = "men",
        ["woman"] = "women",
        ["mouse"] = "mice",
        ["foot"] = "feet",
        ["potato"] = "potatoes",
        ["tomato"] = "tomatoes",
    };

    private static readonly Dictionary<string, string> IrregularSingular = Irregular.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    private static readonly string[] Hissing = ["s", "x", "z", "ch", "sh"];

    /// <summary>The plural of a singular, the singular of a plural; null for what is no word of the letters a to z and hyphens.</summary>
    public static string? Other(string word)
    {
        if (word.Length < FewestLetters || !word.All(letter => letter is (>= 'a' and <= 'z') or '-') || word.EndsWith('-'))
            return null;
        return IsPlural(word) ? Singular(word) : Plural(word);
    }

    /// <summary>Whether a word looks like a plural.</summary>
    public static bool IsPlural(string word) => IrregularSingular.ContainsKey(word) || (word.EndsWith('s') && !EndsWith(word, "ss", "us", "is"));

    /// <summary>The plural of a singular.</summary>
    public static string Plural(string word)
    {
        if (Irregular.TryGetValue(word, out var plural))
            return plural;
        if (EndsWith(word, Hissing))
            return $"{word}es";
        return word is [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] ? $"{word[..^1]}ies" : $"{word}s";
    }

    private static string Singular(string word)
    {
        if (IrregularSingular.TryGetValue(word, out var singular))
            return singular;
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal))
            return $"{word[..^3]}y";
        return EndsWith(word, "sses", "xes", "zes", "ches", "shes") ? word[..^2] : word[..^1];
    }

    private static bool EndsWith(string word, params string[] endings) => endings.Any(ending => word.EndsWith(ending, StringComparison.Ordinal));
}
