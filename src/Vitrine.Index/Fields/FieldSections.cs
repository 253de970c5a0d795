namespace Vitrine.Index;

/// <summary>The sections that a field has in a segment, in file order.</summary>
/// <param name="Terms">All terms, ascending, without separators.</param>
/// <param name="TermStarts">Where each term begins, and the end of the last, int32; empty where terms have 8 bytes each.</param>
/// <param name="Entries">Ordinal + 1 of each item's term, 0 for none; of lists only those that there are. In 1, 2 or 4 bytes, as the number of terms needs.</param>
/// <param name="ListStarts">First entry of each item, and the end of the last one's, int32; empty but for lists.</param>
/// <param name="PositionStarts">Where each term's positions begin, and the end of the last, int32.</param>
/// <param name="Positions">Positions of the items of each term, ascending, int32.</param>
internal sealed record FieldSections(
    Stored<byte> Terms, Stored<int> TermStarts, Stored<byte> Entries, Stored<int> ListStarts, Stored<int> PositionStarts, Stored<int> Positions)
{
    /// <summary>How many there are.</summary>
    public const int Count = 6;

    /// <summary>A section's name for messages.</summary>
    public static string NameOf(int section) => section switch
    {
        0 => "values",
        1 => "value starts",
        2 => "entries",
        3 => "list starts",
        4 => "position starts",
        _ => "positions",
    };
}
