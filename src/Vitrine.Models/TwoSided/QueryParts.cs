using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Models.TwoSided;

/// <summary>A part of a query in the lists that are encoded together.</summary>
/// <param name="Group">−1: a text; otherwise the group of photos.</param>
/// <param name="Place">Where in its list.</param>
/// <param name="Weight">Of the part.</param>
internal readonly record struct PlacedPart(int Group, int Place, float Weight);

/// <summary>Photos of one source.</summary>
internal sealed record PhotoGroup(IItemSource Source, List<int> Items);

/// <summary>The parts of many queries, sorted into texts and photos, so that each kind is encoded in batches.</summary>
internal sealed class QueryParts
{
    // An untrained change: as much of what is as of what is asked for.
    private const float Half = 0.5f;

    private readonly List<byte[]> files = [];
    private readonly List<PhotoGroup> photos = [];
    private readonly List<string> texts = [];
    private readonly PlacedPart[][] placed;

    public QueryParts(IReadOnlyList<Query> queries)
    {
        photos.Add(new PhotoGroup(new FileItems(files), []));
        placed = [.. queries.Select(query => query.Parts.Count > 0
            ? Flatten(query).Select(Place).ToArray()
            : throw new ArgumentException("A query without parts asks for nothing.", nameof(queries)))];
    }

    public IReadOnlyList<string> Texts => texts;

    public IReadOnlyList<PhotoGroup> Photos => photos;

    public IReadOnlyList<PlacedPart> Of(int query) => placed[query];

    /// <summary>All words of a query.</summary>
    public static IEnumerable<string> TextsOf(Query query) => Flatten(query).OfType<TextPart>().Select(part => part.Text);

    /// <summary>The parts that are encoded, with the weights that they are added up with: a change is the reference and the words.</summary>
    public static IReadOnlyList<QueryPart> Flatten(Query query) => [.. query.Parts.SelectMany(Flatten)];

    private static IEnumerable<QueryPart> Flatten(QueryPart part) => part is ChangePart change
        ? [.. Flatten(change.Reference with { Weight = Half * change.Weight }), new TextPart(change.Change) { Weight = Half * change.Weight }]
        : [part];

    private PlacedPart Place(QueryPart part)
    {
        switch (part)
        {
            case TextPart text:
                texts.Add(text.Text);
                return new PlacedPart(-1, texts.Count - 1, part.Weight);
            case PicturePart picture:
                files.Add(picture.File);
                return Add(0, files.Count - 1, part.Weight);
            case ItemPart item:
                var group = photos.FindIndex(known => ReferenceEquals(known.Source, item.Source));
                if (group < 0)
                {
                    group = photos.Count;
                    photos.Add(new PhotoGroup(item.Source, []));
                }

                return Add(group, item.Item, part.Weight);
            default:
                throw new ArgumentException($"A query cannot have a part of the type {part.GetType().Name}.", nameof(part));
        }
    }

    private PlacedPart Add(int group, int item, float weight)
    {
        photos[group].Items.Add(item);
        return new PlacedPart(group, photos[group].Items.Count - 1, weight);
    }
}
