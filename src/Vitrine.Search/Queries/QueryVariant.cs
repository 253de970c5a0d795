namespace Vitrine.Search.Queries;

/// <summary>A way to say a query that means the same.</summary>
public enum QueryVariant
{
    /// <summary>As it was made.</summary>
    AsIs,

    /// <summary>One slip of the finger in one word of at least four letters: two letters swapped, one replaced by a neighbour on the keyboard, one too many, one too few.</summary>
    Slip,

    /// <summary>The kind in the singular where it was in the plural, or the other way.</summary>
    Plural,

    /// <summary>The same words in another order.</summary>
    Order,

    /// <summary>With a word that no title and no value has.</summary>
    UnknownWord,

    /// <summary>With another word of the same meaning that none of the values has.</summary>
    Synonym,
}

/// <summary>Names of variants.</summary>
public static class QueryVariants
{
    /// <summary>All, the query as it was made first.</summary>
    public static IReadOnlyList<QueryVariant> All { get; } = Enum.GetValues<QueryVariant>();

    /// <summary>As tables and keys call it.</summary>
    public static string Name(this QueryVariant variant) => variant switch
    {
        QueryVariant.AsIs => "as-is",
        QueryVariant.UnknownWord => "unknown-word",
        _ => variant.ToString().ToLowerInvariant(),
    };
}
