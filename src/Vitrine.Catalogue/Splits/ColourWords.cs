namespace Vitrine.Catalogue;

/// <summary>The colour words of a catalogue: the base colours of English and every word of its colour attributes.</summary>
internal static class ColourWords
{
    /// <summary>Colours that a title may name even where the catalogue has no colour attribute.</summary>
    private static readonly string[] Base =
    [
        "beige", "black", "blue", "bronze", "brown", "burgundy", "charcoal", "copper", "coral", "cream", "cyan", "gold", "golden", "gray",
        "green", "grey", "indigo", "ivory", "khaki", "lavender", "lilac", "magenta", "maroon", "mauve", "multicolor", "multicolour", "mustard",
        "navy", "olive", "orange", "peach", "pink", "purple", "red", "silver", "tan", "taupe", "teal", "turquoise", "violet", "white", "yellow",
    ];

    /// <summary>Whether an attribute of this name holds colours: "colour", "baseColour", "main_color", "Farbe", ….</summary>
    public static bool IsColourAttribute(string name) =>
        name.Contains("colour", StringComparison.OrdinalIgnoreCase)
        || name.Contains("color", StringComparison.OrdinalIgnoreCase)
        || name.Contains("farbe", StringComparison.OrdinalIgnoreCase)
        || name.Contains("couleur", StringComparison.OrdinalIgnoreCase);

    /// <summary>The base colours and each word of the given attribute values ("Navy Blue" gives "navy" and "blue").</summary>
    /// <remarks>A word too many ("off" of "Off White") only joins groups, which is safe; a word too few would let test titles leak.</remarks>
    public static IReadOnlySet<string> From(IEnumerable<string> colourValues) =>
        colourValues.SelectMany(TitleGroup.Words).Concat(Base).ToHashSet(StringComparer.Ordinal);
}
