using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;

namespace Vitrine.Search;

/// <summary>What of a product is compared with the query.</summary>
public enum SearchBy
{
    /// <summary>Hash codes, by their Hamming distance: smaller is nearer.</summary>
    Codes,

    /// <summary>Vectors, by their inner product: larger is nearer.</summary>
    Vectors,
}

/// <summary>Chooses what is compared.</summary>
public static class SearchBys
{
    /// <param name="asked">What was asked for; null for what the model does best.</param>
    /// <param name="model">What the model gives.</param>
    /// <param name="best">What it did best by on the validation part, as its card says; null: never measured, because it gives one of the two only.</param>
    /// <exception cref="UsageException">The model gives none of what was asked for.</exception>
    public static SearchBy Choose(SearchBy? asked, ModelDescription model, SearchBy? best) => asked switch
    {
        null => best ?? (model.HasVectors ? SearchBy.Vectors : SearchBy.Codes),
        SearchBy.Codes when !model.HasCodes => throw new UsageException("This model gives no codes.", "Compare by vectors."),
        SearchBy.Vectors when !model.HasVectors => throw new UsageException("This model gives no vectors.", "Compare by codes."),
        _ => asked.Value,
    };

    /// <summary>What a card says about it.</summary>
    public static SearchBy? Best(ModelCard card) => Enum.TryParse<SearchBy>(card.SearchBy, ignoreCase: true, out var best) ? best : null;
}
