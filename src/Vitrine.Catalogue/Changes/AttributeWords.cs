namespace Vitrine.Catalogue;

/// <summary>An attribute of a catalogue, and the words that name its values.</summary>
/// <param name="Name">As the shop calls it.</param>
/// <param name="IsColour">Whether it is about colour.</param>
/// <param name="Words">The words of all values, in lower case.</param>
internal sealed record AttributeWords(string Name, bool IsColour, IReadOnlySet<string> Words)
{
    // An attribute of more values names products (a style number, a brand of thousands) and not how they are.
    private const int MostValues = 300;

    /// <summary>What colours are called where a catalogue has no attribute for them.</summary>
    private const string Colour = "colour";

    /// <summary>The attributes of a store, that of colour first; colours are known also where there is none.</summary>
    public static IReadOnlyList<AttributeWords> Read(CatalogueStore store, CancellationToken cancellation)
    {
        var values = new SortedDictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var product in store.Products())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (name, own) in product.Attributes)
            {
                if (!values.TryGetValue(name, out var known))
                    values.Add(name, known = new HashSet<string>(StringComparer.Ordinal));
                foreach (var value in own.TakeWhile(_ => known.Count <= MostValues))
                    known.Add(value);
            }
        }

        var colour = values.Keys.FirstOrDefault(ColourWords.IsColourAttribute);
        var colours = new AttributeWords(colour ?? Colour, IsColour: true, ColourWords.From(colour is null ? [] : values[colour]));
        return [colours, .. values.Where(attribute => attribute.Key != colour && attribute.Value.Count is > 1 and <= MostValues)
            .Select(attribute => new AttributeWords(attribute.Key, IsColour: false, attribute.Value.SelectMany(TitleGroup.Words).ToHashSet(StringComparer.Ordinal)))];
    }

    /// <summary>A title without the words of this attribute, and those words in their order.</summary>
    public (string Others, string Said) Divide(IReadOnlyList<string> title)
    {
        var said = title.ToLookup(Words.Contains);
        return (string.Join(' ', said[false]), string.Join(' ', said[true]));
    }
}
