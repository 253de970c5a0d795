namespace Vitrine.Catalogue;

/// <summary>Says a change of one attribute in words, as customers might: "in navy blue", "navy blue instead of red", ….</summary>
public static class ChangeWording
{
    /// <summary>How many ways there are to say it.</summary>
    public const int Ways = 6;

    private static readonly string[] In = ["colour", "color", "farbe", "couleur", "material", "fabric", "size"];
    private static readonly string[] For = ["gender", "sex", "age", "audience", "season", "usage", "occasion"];
    private static readonly string[] Bare = ["pattern", "style", "cut", "fit", "shape", "print", "finish"];
    private static readonly string[] None = ["none", "no", "without", "false"];
    private static readonly string[] Any = ["yes", "with", "true"];

    /// <summary>The same change in six ways, the plainest first.</summary>
    /// <param name="attribute">What changes, as the shop calls it.</param>
    /// <param name="from">What it is.</param>
    /// <param name="to">What it shall be.</param>
    public static IReadOnlyList<string> Of(string attribute, string from, string to)
    {
        var (wanted, old) = (Phrase(attribute, to), Bared(attribute, from));
        var bare = Bared(attribute, to);
        return
        [
            wanted,
            $"{wanted} instead of {old}",
            $"make it {bare}",
            $"the same but {wanted}",
            $"I want it {wanted}",
            $"{bare}, not {old}",
        ];
    }

    /// <summary>With the word that goes before it: "in red", "for women", "with long sleeves", "without pockets", "striped".</summary>
    private static string Phrase(string attribute, string value)
    {
        if (Names(attribute, In))
            return $"in {value}";
        if (Names(attribute, For))
            return $"for {value}";
        return Bared(attribute, value);
    }

    private static string Bared(string attribute, string value)
    {
        if (Names(attribute, In) || Names(attribute, For) || Names(attribute, Bare))
            return value;
        var noun = string.Join(' ', TitleGroup.Words(attribute));
        if (None.Contains(value))
            return $"without {noun}";
        if (Any.Contains(value))
            return $"with {noun}";

        // A value that names its attribute itself ("long sleeves" of "sleeve length") is not said twice.
        return noun.Split(' ').Any(word => value.Contains(word, StringComparison.Ordinal)) ? $"with {value}" : $"with {value} {noun}";
    }

    private static bool Names(string attribute, string[] kinds) => kinds.Any(kind => attribute.Contains(kind, StringComparison.OrdinalIgnoreCase));
}
