namespace Vitrine.Index;

/// <summary>What a field of an item holds. Every item may lack any field.</summary>
public enum FieldKind
{
    /// <summary>One text that is compared as a whole: a brand, a colour.</summary>
    Keyword,

    /// <summary>Several such texts: the sizes that are on stock. A set, without an order.</summary>
    Keywords,

    /// <summary>A finite number, float64: a price.</summary>
    Number,

    /// <summary>A moment, to a tenth of a microsecond, in UTC.</summary>
    Date,

    /// <summary>A node of a tree, as the names from the root down to it: a category.</summary>
    Path,
}
