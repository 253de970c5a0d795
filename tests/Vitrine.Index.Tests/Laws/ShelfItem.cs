namespace Vitrine.Index.Tests.Laws;

/// <summary>An item of a <see cref="Shelf"/>; empty lists and nulls are what it lacks.</summary>
internal sealed record ShelfItem(
    string Id, int Row, ulong Code, float[] Vector, string? Group, string? Colour, string[] Sizes, double? Price, DateOnly? Added, string[] Category, int Serial)
{
    /// <summary>The value of a field; null for none.</summary>
    public FieldValue? this[string field] => field switch
    {
        "colour" => Colour is null ? null : (FieldValue)Colour,
        "sizes" => Sizes.Length == 0 ? null : (FieldValue)Sizes,
        "price" => Price is { } price ? price : null,
        "added" => Added is { } added ? added : null,
        "category" => Category.Length == 0 ? null : (FieldValue)Category,
        _ => Serial,
    };

    public IndexItem ForIndex()
    {
        var item = new IndexItem(Id) { Row = Row, Code = new[] { Code }, Vector = Vector, Group = Group };
        foreach (var field in Shelf.Schema.Fields)
        {
            if (this[field.Name] is { } value)
                item.Fields[field.Name] = value;
        }

        return item;
    }
}
