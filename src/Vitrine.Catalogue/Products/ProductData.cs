using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue;

/// <summary>What a shop says about one product, before it has a row, a category number and a part.</summary>
/// <param name="Id">The shop's own id, not empty.</param>
/// <param name="Title">Not empty.</param>
/// <param name="CategoryPath">Category names from coarse to fine, at least one, none empty.</param>
public sealed record ProductData(string Id, string Title, IReadOnlyList<string> CategoryPath)
{
    internal static readonly IReadOnlyDictionary<string, double> NoNumbers = new Dictionary<string, double>();
    internal static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoAttributes = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Attribute name to values; a name without values is as good as none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; } = NoAttributes;

    /// <summary>Further category paths, coarse to fine.</summary>
    public IReadOnlyList<IReadOnlyList<string>> FurtherCategories { get; init; } = [];

    /// <summary>Names to finite numbers, such as "price".</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = NoNumbers;

    /// <summary>Plain text.</summary>
    public string Description { get; init; } = "";

    /// <summary>The forms in which it is sold, in the shop's order.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } = [];

    /// <summary>Products of one group stand on one side of the split; empty for none.</summary>
    public string Group { get; init; } = "";

    /// <summary>The part that a published split gives it; null where the split is Vitrine's own.</summary>
    public Part? GivenPart { get; init; }

    /// <summary>Its attributes, each with one value.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Single(IEnumerable<KeyValuePair<string, string>> attributes) =>
        attributes.ToDictionary(attribute => attribute.Key, attribute => (IReadOnlyList<string>)[attribute.Value], StringComparer.Ordinal);

    /// <summary>
    /// The product with every text but the ids in Unicode's form C, so that two spellings of "café" are one title, one category and one value.
    /// Ids stay as the shop gave them: they name rows of the shop's own table, and photos.
    /// </summary>
    internal ProductData Composed() => this with
    {
        Title = CanonicalComposition.Compose(Title),
        CategoryPath = Compose(CategoryPath),
        FurtherCategories = [.. FurtherCategories.Select(Compose)],
        Attributes = Compose(Attributes),
        Description = CanonicalComposition.Compose(Description),
        Variants = [.. Variants.Select(variant => variant with { Attributes = Compose(variant.Attributes) })],
    };

    private static string[] Compose(IReadOnlyList<string> texts) => [.. texts.Select(CanonicalComposition.Compose)];

    private static Dictionary<string, IReadOnlyList<string>> Compose(IReadOnlyDictionary<string, IReadOnlyList<string>> attributes)
    {
        var composed = new Dictionary<string, IReadOnlyList<string>>(attributes.Count, StringComparer.Ordinal);
        foreach (var (name, values) in attributes)
        {
            if (values.Count > 0)
                composed[CanonicalComposition.Compose(name)] = Compose(values); // of two forms of one name the later stands
        }

        return composed;
    }
}
