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

    /// <summary>Whether it is the kind.</summary>
    public bool IsKind => Name == Kind;
}
