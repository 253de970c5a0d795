using Vitrine.Tensors;

namespace Vitrine.Datasets.Shop;

/// <summary>Says in words how one product differs from another.</summary>
internal static class CaptionWriter
{
    private static readonly string[] Openings = ["", "", "", "the same but ", "same but ", "like this, but ", "I want it ", "make it ", "similar, only "];

    /// <param name="changed">At least one attribute in which the two looks differ.</param>
    /// <param name="from">The look that is shown.</param>
    /// <param name="to">The look that is wanted.</param>
    /// <param name="random">Chooses the words.</param>
    public static string Write(IReadOnlyList<ShopAttribute> changed, Look from, Look to, RandomSource random)
    {
        var parts = changed.Select(a => Part(a[from[a.Name]], a[to[a.Name]], random)).ToArray();
        random.Shuffle(parts.AsSpan());
        return random.Pick(Openings) + (parts.Length == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])} and {parts[^1]}");
    }

    /// <summary>The same change in six ways, the plainest first.</summary>
    /// <inheritdoc cref="Write" path="/param"/>
    public static IReadOnlyList<string> Paraphrases(IReadOnlyList<ShopAttribute> changed, Look from, Look to, RandomSource random)
    {
        var wanted = Joined(attribute => Said(attribute[to[attribute.Name]], random));
        return
        [
            wanted,
            Joined(attribute => $"{Said(attribute[to[attribute.Name]], random)} instead of {Said(attribute[from[attribute.Name]], random)}"),
            $"make it {Joined(attribute => Said(attribute[to[attribute.Name]], random))}",
            $"the same but {wanted}",
            $"I want it {Joined(attribute => Said(attribute[to[attribute.Name]], random))}",
            $"{wanted}, not {Joined(attribute => Said(attribute[from[attribute.Name]], random))}",
        ];

        string Joined(Func<ShopAttribute, string> say) => string.Join(" and ", changed.Select(say));
    }

    private static string Said(ShopValue value, RandomSource random) => random.Pick(value.Phrases.Length > 0 ? value.Phrases : value.Adjectives);

    private static string Part(ShopValue from, ShopValue to, RandomSource random)
    {
        var asPhrase = to.Phrases.Length > 0 && (to.Adjectives.Length == 0 || random.Chance(0.6));
        var wanted = random.Pick(asPhrase ? to.Phrases : to.Adjectives);
        if (!random.Chance(0.3)) return wanted;
        // "with long sleeves instead of short sleeves", "striped instead of plain"; nothing is "instead of without".
        var old = asPhrase && wanted.StartsWith("with ", StringComparison.Ordinal)
            ? from.Phrases.FirstOrDefault(p => p.StartsWith("with ", StringComparison.Ordinal))?["with ".Length..]
            : from.Adjectives.FirstOrDefault();
        return old is null ? wanted : $"{wanted} instead of {old}";
    }
}
