using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Models.TwoSided;

/// <summary>A part of a query in the lists that are encoded together.</summary>
/// <param name="Group">From 0 a group of photos; −1 a text; from −2 downwards a group of titles.</param>
/// <param name="Place">Where in its list.</param>
/// <param name="Weight">Of the part.</param>
internal readonly record struct PlacedPart(int Group, int Place, float Weight);

/// <summary>Photos, or titles, of one source.</summary>
internal sealed record ItemGroup(IItemSource Source, List<int> Items);

/// <summary>The parts of many queries, sorted into texts and photos, so that each kind is encoded in batches.</summary>
internal sealed class QueryParts
{
    // An untrained change: as much of what is as of what is asked for.
    private const float Half = 0.5f;

    private readonly List<byte[]> files = [];
    private readonly List<ItemGroup> photos = [];
    private readonly List<ItemGroup> titles = [];
    private readonly List<string> texts = [];
    private readonly PlacedPart[][] placed;

    public QueryParts(IReadOnlyList<Query> queries)
    {
        photos.Add(new ItemGroup(new FileItems(files), []));
        placed = [.. queries.Select(query => query.Parts.Count > 0
            ? Flatten(query).Select(Place).ToArray()
            : throw new ArgumentException("A query without parts asks for nothing.", nameof(queries)))];
    }

    public IReadOnlyList<string> Texts => texts;

    public IReadOnlyList<ItemGroup> Photos => photos;

    public IReadOnlyList<ItemGroup> Titles => titles;

    public IReadOnlyList<PlacedPart> Of(int query) => placed[query];

    /// <summary>All words of a query.</summary>
    public static IEnumerable<string> TextsOf(Query query) => Flatten(query).OfType<TextPart>().Select(part => part.Text);

    /// <summary>The parts that are encoded, with the weights that they are added up with: a change is the reference and the words.</summary>
    public static IReadOnlyList<QueryPart> Flatten(Query query) => [.. query.Parts.SelectMany(Flatten)];

    private static IEnumerable<QueryPart> Flatten(QueryPart part)
    {
        if (part is not ChangePart change)
            return [part];
        var share = change.ImageWeight ?? Half;
        return [.. Flatten(change.Reference with { Weight = share * change.Weight }), new TextPart(change.Change) { Weight = (1 - share) * change.Weight }];
    }

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
                return Add(GroupOf(photos, item.Source), item.Item, part.Weight);
            case TitlePart title:
                var group = GroupOf(titles, title.Source);
                titles[group].Items.Add(title.Item);
                return new PlacedPart(-2 - group, titles[group].Items.Count - 1, part.Weight);
            default:
                throw new ArgumentException($"A query cannot have a part of the type {part.GetType().Name}.", nameof(part));
        }
    }

    private static int GroupOf(List<ItemGroup> groups, IItemSource source)
    {
        var group = groups.FindIndex(known => ReferenceEquals(known.Source, source));
        if (group >= 0)
            return group;
        groups.Add(new ItemGroup(source, []));
        return groups.Count - 1;
    }

    private PlacedPart Add(int group, int item, float weight)
    {
        photos[group].Items.Add(item);
        return new PlacedPart(group, photos[group].Items.Count - 1, weight);
    }
}
