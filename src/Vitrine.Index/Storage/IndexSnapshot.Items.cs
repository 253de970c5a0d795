using System.Diagnostics.CodeAnalysis;

namespace Vitrine.Index;

/// <content>Items with all that the index holds of them.</content>
public sealed partial class IndexSnapshot
{
    /// <summary>An item as the index holds it: its vectors are those that are stored, so not always those that were put.</summary>
    /// <param name="id">The item's id.</param>
    /// <param name="item">The item.</param>
    /// <returns>False when there is none of this id.</returns>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public bool TryGet(string id, [NotNullWhen(true)] out IndexItem? item)
    {
        item = TryFind(id, out var segment, out var position) ? ItemAt(segment, position, id) : null;
        return item is not null;
    }

    /// <summary>All items by ascending id (ordinal), read as they are asked for. The ids are held in memory.</summary>
    /// <param name="after">Only items whose ids come after this; null for all.</param>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public IEnumerable<IndexItem> ItemsInOrder(string? after = null)
    {
        var places = new List<(string Id, Segment Segment, int Position)>(Count);
        foreach (var (segment, deleted) in segments)
        {
            for (var position = 0; position < segment.Count; position++)
            {
                if (!deleted.Contains(position) && segment.Ids[position] is var id && (after is null || string.CompareOrdinal(id, after) > 0))
                    places.Add((id, segment, position));
            }
        }

        places.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        foreach (var (id, segment, position) in places)
            yield return ItemAt(segment, position, id);
    }

    private IndexItem ItemAt(Segment segment, int position, string id)
    {
        var code = new ulong[Schema.CodeLayout?.Words ?? 0];
        segment.Codes?.CopyCode(position, code);
        var vector = new float[Schema.VectorDimensions];
        segment.Vectors?.CopyVector(position, vector);
        var item = new IndexItem(id)
        {
            Row = segment.RowAt(position),
            Code = code,
            Vector = vector,
            Parts = [.. Enumerable.Range(0, Schema.Parts.Count).Select(part => PartAt(segment, part, position))],
            Group = Schema.HasGroups ? segment.Fields[Schema.GroupColumn].ValueAt(position)?.Text : null,
        };
        for (var field = 0; field < Schema.Fields.Count; field++)
        {
            if (segment.Fields[field].ValueAt(position) is { } value)
                item.Fields[Schema.Fields[field].Name] = value;
        }

        return item;
    }

    private ReadOnlyMemory<float> PartAt(Segment segment, int part, int position)
    {
        var form = Schema.Parts[part];
        var vectors = new float[form.VectorsPerItem * form.Dimensions];
        return vectors.AsMemory(0, segment.Parts[part].Copy(position, vectors) * form.Dimensions);
    }
}
