namespace Vitrine.Search.Traits;

/// <summary>Values of a trait that words name.</summary>
/// <param name="Trait">Its number.</param>
/// <param name="IsWanted">For each value whether they name it.</param>
/// <param name="Fits">How well a product fits that has such a value: below 1 where the words do not name it, but do not speak against it either.</param>
internal readonly record struct TraitReading(int Trait, bool[] IsWanted, float Fits = 1);
