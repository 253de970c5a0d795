namespace Vitrine.Client.Answers;

/// <summary>Everything that a shop knows of a product.</summary>
/// <param name="Id">The shop's own id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Category">Names from coarse to fine.</param>
/// <param name="FurtherCategories">Other places where it is listed.</param>
/// <param name="Attributes">Attribute name to its values.</param>
/// <param name="Numbers">Name to number, such as "price".</param>
/// <param name="Description">Its description; empty where it has none.</param>
/// <param name="Variants">The forms in which it is sold.</param>
/// <param name="Photos">How many it has.</param>
/// <param name="Image">The path of the main one below the server's address; null where it has none.</param>
public sealed record Product(
    string Id,
    string Title,
    IReadOnlyList<string> Category,
    IReadOnlyList<IReadOnlyList<string>> FurtherCategories,
    IReadOnlyDictionary<string, Texts> Attributes,
    IReadOnlyDictionary<string, double> Numbers,
    string Description,
    IReadOnlyList<Variant> Variants,
    int Photos,
    string? Image);

/// <summary>One form of a product.</summary>
/// <param name="Id">Its own id; empty where it has none.</param>
/// <param name="Attributes">What tells it from the others.</param>
/// <param name="Numbers">Its own numbers.</param>
public sealed record Variant(string Id, IReadOnlyDictionary<string, Texts> Attributes, IReadOnlyDictionary<string, double> Numbers);
