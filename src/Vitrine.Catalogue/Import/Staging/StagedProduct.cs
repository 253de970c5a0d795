namespace Vitrine.Catalogue;

/// <summary>A product of the table before it is put together.</summary>
/// <param name="Id">Its id.</param>
internal sealed record StagedProduct(string Id)
{
    /// <summary>In the order of the table.</summary>
    public List<StagedRow> Rows { get; } = [];

    /// <summary>Those that are there, in the order of the table.</summary>
    public List<StagedPhoto> Photos { get; } = [];
}

/// <summary>A row of a product.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Own">The id that no other row has; may be empty.</param>
/// <param name="Fields">What it says.</param>
internal sealed record StagedRow(long Line, string Own, RowFields Fields);

/// <summary>A photo of a product.</summary>
/// <param name="Hash">SHA-256 of the shop's file.</param>
/// <param name="Offset">Where this import put it in the pack; null where the store had it before.</param>
/// <param name="Length">Its bytes there.</param>
internal sealed record StagedPhoto(byte[] Hash, long? Offset, int Length);
