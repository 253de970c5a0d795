namespace Vitrine.Search.Neighbours;

/// <summary>Two words of a shop that may mean the same: a person decides.</summary>
/// <param name="Word">The one that more products have.</param>
/// <param name="Other">The other.</param>
/// <param name="Likeness">The cosine of what the model makes of either, up to 1.</param>
/// <param name="Products">Products that have the first.</param>
/// <param name="OtherProducts">Products that have the other.</param>
/// <param name="Together">Titles that have both.</param>
public sealed record SynonymProposal(string Word, string Other, double Likeness, long Products, long OtherProducts, long Together);
