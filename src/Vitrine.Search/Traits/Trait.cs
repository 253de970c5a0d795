namespace Vitrine.Search.Traits;

/// <summary>What a product can be said to be: its kind, or a value of one attribute, such as a colour.</summary>
/// <param name="Name">The attribute's name; <see cref="Kind"/> for the finest category.</param>
/// <param name="Values">What it can be. Of the kind: paths of categories, coarse to fine, with <see cref="Between"/> in between.</param>
public sealed record Trait(string Name, IReadOnlyList<string> Values)
{
    /// <summary>The name of the finest category as a trait.</summary>
    public const string Kind = "category";

    /// <summary>Stands between the names of a category's path.</summary>
    public const char Between = '/';

    // As attributes of accessories and spare parts are called, in the languages of most shops.
    private static readonly string[] ForAnother = ["compatib", "kompatib", "fits", "fitment", "suitable for", "passend", "geeignet für", "pour modèle"];

    /// <summary>Whether it says of which other things a product is for: a case that is compatible with an iPhone 15 is none.</summary>
    internal bool IsOfAnother => Array.Exists(ForAnother, start => Name.Replace('_', ' ').StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is the kind.</summary>
    public bool IsKind => Name == Kind;
}
