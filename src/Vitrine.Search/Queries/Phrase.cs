namespace Vitrine.Search.Queries;

/// <summary>One value as a query says it.</summary>
/// <param name="Words">Its words.</param>
/// <param name="IsKind">Whether it names what is wanted; otherwise how that is.</param>
/// <param name="Link">What goes before it where the query is a sentence, such as "in" of "in red"; null for nothing.</param>
internal sealed record Phrase(IReadOnlyList<string> Words, bool IsKind, string? Link)
{
    // Attributes by names that tell of their language too: "farbe: rot" is asked for as "in rot", "couleur" is not.
    private static readonly string[] In = ["colour", "color", "farbe", "material", "fabric"];
    private static readonly string[] For = ["gender", "sex", "audience", "season", "usage", "occasion"];

    public static Phrase Of(Aspect aspect, int value) => new(aspect.Wordings[value].Split(' '), aspect.IsKind, aspect.IsKind ? null : Names(aspect, In) ? "in" : Names(aspect, For) ? "for" : null);

    private static bool Names(Aspect aspect, string[] words) => words.Any(word => aspect.Name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
