namespace Vitrine.Catalogue;

/// <summary>One product of a catalogue.</summary>
/// <param name="Row">Dense number from 0: row i of codes and vectors is product row i. It stays while the product does, but for one that fills the place of a removed product.</param>
/// <param name="Id">The shop's own id.</param>
/// <param name="Title">The title as written by the shop, trimmed.</param>
/// <param name="Category">The finest category, an index into <see cref="CategoryTree"/>.</param>
/// <param name="Part">The part of the split.</param>
/// <param name="Attributes">Attribute name to values, at least one; empty cells of the table have no entry.</param>
public sealed record Product(int Row, string Id, string Title, int Category, Part Part, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes)
{
    /// <summary>Further paths of categories under which the shop shows it, coarse to fine.</summary>
    public IReadOnlyList<IReadOnlyList<string>> FurtherCategories { get; init; } = [];

    /// <summary>Names to numbers, such as "price".</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = ProductData.NoNumbers;

    /// <summary>The shop's description as plain text; empty where there is none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Its forms; none where it has but one.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } = [];

    /// <summary>Number of photos; 0 for a product that only its words tell of.</summary>
    public int Photos { get; init; }
}
