namespace Vitrine.Index;

/// <content>Fields of items.</content>
public sealed partial class IndexSnapshot
{
    /// <summary>An item's value in a field; null where it has none. Several texts come in the order of their code points.</summary>
    /// <exception cref="ArgumentException">There is no such field, or the item is not in the index.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public FieldValue? FieldOf(string id, string field)
    {
        var number = Schema.FieldNumber(field);
        var (segment, position) = Find(id);
        return segment.Fields[number].ValueAt(position);
    }

    /// <summary>Whether there is an item of this id.</summary>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public bool Contains(string id) => TryFind(id, out _, out _);

    /// <summary>The group of an item; null for an item that stands alone.</summary>
    /// <exception cref="ArgumentException">The item is not in the index.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public string? GroupOf(string id)
    {
        var (segment, position) = Find(id);
        return Schema.HasGroups ? segment.Fields[Schema.GroupColumn].ValueAt(position)?.Text : null;
    }
}
