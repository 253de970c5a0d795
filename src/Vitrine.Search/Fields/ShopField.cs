using Vitrine.Index;

namespace Vitrine.Search.Fields;

/// <summary>Something that a shop says of its products, by which they are filtered, counted and sorted.</summary>
/// <param name="Name">
/// The shop's own name of an attribute or a number. <see cref="Category"/> is the branch of the tree; an attribute that has the name of a number, or this one, is called "NAME (text)".
/// </param>
/// <param name="Kind">What it holds.</param>
public sealed record ShopField(string Name, ShopFieldKind Kind)
{
    /// <summary>The branches of the category tree that a product stands in.</summary>
    public const string Category = "category";

    internal static string TextName(string attribute) => $"{attribute} (text)";

    internal FieldForm Form => new(Name, Kind == ShopFieldKind.Number ? FieldKind.Number : FieldKind.Keywords);
}

/// <summary>What a field holds.</summary>
public enum ShopFieldKind
{
    /// <summary>Values of an attribute: a product may have several, such as its sizes.</summary>
    Text,

    /// <summary>A number, such as the price.</summary>
    Number,

    /// <summary>Branches of the category tree.</summary>
    Branch,
}
