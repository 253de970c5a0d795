namespace Vitrine.Catalogue;

/// <summary>One cell: its text, or the items of a list: of a list in JSON, or of one that a text writes out, see <see cref="ListText"/>.</summary>
/// <param name="Text">As the file has it, decoded but not trimmed; of a list the items with ", " between them.</param>
/// <param name="Items">The items of a list, without those that are null; null where the cell is no list.</param>
/// <param name="Lists">Where lists stand in the list, the items of each, in order; null elsewhere.</param>
internal readonly record struct TableCell(string Text, IReadOnlyList<string>? Items = null, IReadOnlyList<IReadOnlyList<string>>? Lists = null)
{
    /// <summary>A list.</summary>
    /// <param name="items">All items.</param>
    /// <param name="lists">The same by the lists in it, each item that stands alone as a list of one: kept only where one of them has several.</param>
    public static TableCell OfItems(IReadOnlyList<string> items, IReadOnlyList<IReadOnlyList<string>>? lists = null) =>
        new(string.Join(", ", items), items, lists?.Any(list => list.Count > 1) == true ? lists : null);

    /// <summary>Every text of it as <see cref="CellText.Plain"/> has it.</summary>
    public TableCell Plain() => new(CellText.Plain(Text), Items?.Select(CellText.Plain).ToArray(), Lists?.Select(list => list.Select(CellText.Plain).ToArray()).ToArray());
}
