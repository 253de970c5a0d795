using Vitrine.Index;

namespace Vitrine.Search.Traits;

/// <summary>Words of a query that name what a product can be: "navy" the colour Navy Blue, "shoes" every kind of shoes.</summary>
/// <param name="Words">As they stand in the query.</param>
/// <param name="Readings">The traits in which these words name values, and for each value of such a trait whether they do. A product that fits one of them fits.</param>
/// <param name="Own">Products that fit besides, because they are called by the very words; null for none.</param>
/// <param name="Others">How well the products fit that have such a value and are not called so: 1 as well as these.</param>
internal sealed record AskedTrait(string Words, IReadOnlyList<(int Trait, bool[] IsWanted)> Readings, RowSet? Own = null, float Others = 1)
{
    // Who asks for a frock would sooner have another dress than a shoe, but a frock before that.
    private const float OtherThanOwn = 1f / 8;

    // Less than a colour that is held for impossible.
    private const float OtherThanCalled = 1f / 512;

    /// <summary>A thing that some products are called by, and others of its kind are not: these first.</summary>
    public static AskedTrait OfItsOwn(string words, IReadOnlyList<(int Trait, bool[] IsWanted)> readings, RowSet own) => new(words, readings, own, OtherThanOwn);

    /// <summary>A thing that is no kind of the shop's tree: what it is called counts more than anything else that is asked of it.</summary>
    public static AskedTrait Called(string words, int kind, bool[] kinds, RowSet own) => new(words, [(kind, kinds)], own, OtherThanCalled);
}
