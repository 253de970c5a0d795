using Vitrine.Tensors;

namespace Vitrine.Datasets.Shop;

/// <summary>Writes titles as shops do: in varied order, with synonyms, with words that say nothing, and with some attributes unsaid.</summary>
internal static class TitleWriter
{
    private static readonly string[] Fillers = ["classic", "everyday", "new season", "lightweight", "essential", "casual", "premium", "modern", "timeless", "favourite"];

    public static string Write(ShopCategory category, Look look, string model, RandomSource random)
    {
        var (before, after) = Attributes(category, look, random);
        if (random.Chance(0.35)) before.Insert(0, random.Pick(Fillers));
        if (random.Chance(0.45)) before.Insert(0, model);
        return Capitalised(Phrase(category, before, after, random), random);
    }

    /// <summary>The product in words that all say something, to be put into a longer text: "navy striped dress with long sleeves".</summary>
    public static string Describe(ShopCategory category, Look look, RandomSource random)
    {
        var (before, after) = Attributes(category, look, random);
        return Phrase(category, before, after, random);
    }

    private static (List<string> Before, List<string> After) Attributes(ShopCategory category, Look look, RandomSource random)
    {
        var (before, after) = (new List<string>(), new List<string>());
        foreach (var attribute in category.Attributes)
        {
            if (!random.Chance(ChanceToSay(attribute, look))) continue;
            var value = attribute[look[attribute.Name]];
            var goesAfter = value.Adjectives.Length == 0 || (value.Phrases.Length > 0 && random.Chance(0.35));
            if (goesAfter) after.Add(random.Pick(value.Phrases));
            else before.Add(random.Pick(value.Adjectives));
        }

        return (before, after);
    }

    private static string Phrase(ShopCategory category, List<string> before, List<string> after, RandomSource random)
    {
        // "in red" reads better at the end than before "with a zip".
        after.Sort((a, b) => a.StartsWith("in ", StringComparison.Ordinal).CompareTo(b.StartsWith("in ", StringComparison.Ordinal)));
        return string.Join(' ', [.. before, random.Pick(category.Nouns), Joined(after)]).TrimEnd();
    }

    /// <summary>"with a zip", "with two pockets" → "with a zip and two pockets".</summary>
    private static string Joined(List<string> phrases)
    {
        var text = "";
        foreach (var phrase in phrases)
        {
            if (text.Length == 0) text = phrase;
            else if (phrase.StartsWith("in ", StringComparison.Ordinal)) text += $" {phrase}";
            else if (phrase.StartsWith("with ", StringComparison.Ordinal) && text.StartsWith("with ", StringComparison.Ordinal)) text += $" and {phrase["with ".Length..]}";
            else text += $" and {phrase}";
        }

        return text;
    }

    private static double ChanceToSay(ShopAttribute attribute, Look look) => attribute.Name switch
    {
        ShopAttribute.Colour => 0.8,
        ShopAttribute.Pattern => look.Pattern == "plain" ? 0.15 : 0.8,
        // A bow tie is never called just a tie.
        "shape" => look["shape"] == "bow" ? 1 : 0.1,
        _ => 0.6,
    };

    private static string Capitalised(string title, RandomSource random) => random.NextInt(4) switch
    {
        0 => string.Join(' ', title.Split(' ').Select(Upper)),
        1 => title,
        _ => Upper(title),
    };

    private static string Upper(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
