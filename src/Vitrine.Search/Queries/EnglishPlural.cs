namespace Vitrine.Search.Queries;

/// <summary>The plural of an English noun, and the singular of a plural; of a name of several words that of the last. Other languages with a plural in "s" fare well too.</summary>
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
        ["tooth"] = "teeth",
        ["lens"] = "lenses",
        ["bus"] = "buses",
        ["gas"] = "gases",
        ["canvas"] = "canvases",
        ["potato"] = "potatoes",
        ["tomato"] = "tomatoes",
    };

    private static readonly Dictionary<string, string> IrregularSingular = Irregular.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    private static readonly string[] Hissing = ["s", "x", "z", "ch", "sh"];

    /// <summary>The plural of a singular, the singular of a plural; null where the last word is none of the letters a to z and hyphens.</summary>
    public static string? Other(string name)
    {
        var word = Last(name);
        if (word.Length < FewestLetters || !word.All(letter => letter is (>= 'a' and <= 'z') or '-') || word.EndsWith('-'))
            return null;
        return IsPlural(name) ? $"{name[..^word.Length]}{Singular(word)}" : Plural(name);
    }

    /// <summary>Whether a name looks like a plural.</summary>
    public static bool IsPlural(string name) => Last(name) is var word && (IrregularSingular.ContainsKey(word) || (word.EndsWith('s') && !EndsWith(word, "ss", "us", "is") && !Irregular.ContainsKey(word)));

    /// <summary>The plural of a singular.</summary>
    public static string Plural(string name)
    {
        var word = Last(name);
        if (Irregular.TryGetValue(word, out var plural))
            return $"{name[..^word.Length]}{plural}";
        if (EndsWith(word, Hissing))
            return $"{name}es";
        return word is [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] ? $"{name[..^1]}ies" : $"{name}s";
    }

    /// <summary>The words that a word is the plural of, or the singular, whatever else its ending may be: "kurtises" is the plural of "kurtis".</summary>
    public static IEnumerable<string> FormsOf(string word)
    {
        string[] shorter = word switch
        {
            [.., 'i', 'e', 's'] => [$"{word[..^3]}y", word[..^2], word[..^1]],
            [.., 'e', 's'] => [word[..^2], word[..^1]],
            [.., 's'] => [word[..^1]],
            _ => [],
        };
        return shorter.Where(singular => (singular.Length > FewestLetters || singular.Any(char.IsDigit)) && Plural(singular) == word).Append(Plural(word));
    }

    private static string Singular(string word)
    {
        if (IrregularSingular.TryGetValue(word, out var singular))
            return singular;
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal))
            return $"{word[..^3]}y";
        return EndsWith(word, "sses", "xes", "zzes", "ches", "shes") ? word[..^2] : word[..^1];
    }

    private static string Last(string name) => name[(name.LastIndexOf(' ') + 1)..];

    private static bool EndsWith(string word, params string[] endings) => endings.Any(ending => word.EndsWith(ending, StringComparison.Ordinal));
}
