using Vitrine.Catalogue;

namespace Vitrine.Search;

/// <summary>What of a product is compared with the query.</summary>
public enum SearchBy
{
    /// <summary>Hash codes, by their Hamming distance: smaller is nearer.</summary>
    Codes,

    /// <summary>Vectors, by their inner product: larger is nearer.</summary>
    Vectors,
}

internal static class SearchBys
{
    public static SearchBy Choose(SearchBy? asked, bool hasCodes, bool hasVectors) => asked switch
    {
        null => hasCodes ? SearchBy.Codes : SearchBy.Vectors,
        SearchBy.Codes when !hasCodes => throw new UsageException("This model gives no codes.", "Compare by vectors."),
        SearchBy.Vectors when !hasVectors => throw new UsageException("This model gives no vectors.", "Compare by codes."),
        _ => asked.Value,
    };
}
