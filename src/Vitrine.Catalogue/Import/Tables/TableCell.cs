namespace Vitrine.Catalogue;

/// <summary>One cell: its text, or the items of a list where the table is JSON.</summary>
/// <param name="Text">The text; of a list its items, comma-separated, for a message.</param>
/// <param name="Items">The items of a list; null for a text.</param>
internal readonly record struct TableCell(string Text, IReadOnlyList<string>? Items = null);
