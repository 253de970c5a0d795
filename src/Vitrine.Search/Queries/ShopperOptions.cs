using Vitrine.Catalogue;

namespace Vitrine.Search.Queries;

/// <summary>Which queries are made of a shop's values.</summary>
public sealed record ShopperOptions
{
    /// <summary>Validation (the default) to choose settings and to fit, Test for figures to report. No query belongs to both, with any seed.</summary>
    public Part Part { get; init; } = Part.Validation;

    /// <summary>
    /// Names of attributes to ask for, "category" for the kind of product: each list of one to four is a group of queries, which say the values in this order. Empty (the
    /// default): one to four of what the data offer, the kind always among them, said in several ways.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> Attributes { get; init; } = [];

    /// <summary>Products that have the values of a query. Default: 5.</summary>
    public int LeastProducts { get; init; } = 5;

    /// <summary>Queries in all, shared by the groups. Default: 400.</summary>
    public int MostQueries { get; init; } = 400;

    /// <summary>Chooses the queries, and what their variants say.</summary>
    public ulong Seed { get; init; } = 1;
}
