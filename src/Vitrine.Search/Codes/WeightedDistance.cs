namespace Vitrine.Search.Codes;

/// <summary>By codes, where each bit counts as much as the query is sure of it.</summary>
/// <param name="Distance">Sum of the weights of the bits that differ.</param>
public sealed record WeightedDistance(double Distance) : Nearness
{
    public override string ToString() => $"{Distance:F3}";
}
