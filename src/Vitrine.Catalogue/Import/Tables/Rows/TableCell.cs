namespace Vitrine.Catalogue;

/// <summary>One cell: its text, or the items of a list where the table is JSON.</summary>
/// <param name="Text">As the file has it, decoded but not trimmed; of a list the items with ", " between them.</param>
/// <param name="Items">The items of a list, without those that are null; null where the cell is no list.</param>
internal readonly record struct TableCell(string Text, IReadOnlyList<string>? Items = null);
