using Vitrine.Index;

namespace Vitrine.Search.Traits;

/// <summary>Words of a query that name what a product can be: "navy" the colour Navy Blue, "shoes" every kind of shoes.</summary>
/// <param name="Words">As they stand in the query.</param>
/// <param name="Readings">The traits in which these words name values. A product that fits one of them fits.</param>
/// <param name="Own">Products that fit besides, because they are called by the very words; null for none.</param>
/// <param name="Named">Products that are called by the words and are of other kinds: they may stand in a wrong place; null for none.</param>
/// <param name="Others">How well the products fit that have such a value and are not called so: 1 as well as these.</param>
/// <param name="IsHint">Whether the words only say how a kind is, and other kinds may be so too: "usb" where there are USB Flash Drives.</param>
internal sealed record AskedTrait(string Words, IReadOnlyList<TraitReading> Readings, RowSet? Own = null, RowSet? Named = null, float Others = 1, bool IsHint = false)
{
    // Who asks for a frock would sooner have another dress than a shoe, but a frock before that.
    private const float OtherThanOwn = 1f / 8;

    // Who asks for cables under "Cables & Adapters" may find an adapter, behind them; and of laptop bags not all are called so.
    private const float OtherThanTitled = 1f / 4;

    // Less than a colour that is held for impossible.
    private const float OtherThanCalled = 1f / 512;

    /// <summary>How well those fit that are <see cref="Named"/>: several words say it more surely than one.</summary>
    public float NamedFit => Words.Contains(' ', StringComparison.Ordinal) ? 1f / 4 : 1f / 16;

    /// <summary>A thing that some products are called by, and others of its kind are not: these first.</summary>
    public static AskedTrait OfItsOwn(string words, IReadOnlyList<TraitReading> readings, RowSet own) => new(words, readings, own, Others: OtherThanOwn);

    /// <summary>A thing whose kinds hold others too: first what is called so.</summary>
    public static AskedTrait Titled(string words, IReadOnlyList<TraitReading> readings, RowSet own) => own.Count == 0 ? new(words, readings) : new(words, readings, own, Others: OtherThanTitled);

    /// <summary>A thing that is no kind of the shop's tree: what it is called counts more than anything else that is asked of it.</summary>
    /// <param name="words">As they stand in the query.</param>
    /// <param name="kind">All kinds.</param>
    /// <param name="own">Products that are called so.</param>
    /// <param name="otherNamed">Kinds of which the words are another name: "tee" of T-shirts; null for none.</param>
    public static AskedTrait Called(string words, TraitReading kind, RowSet own, TraitReading? otherNamed = null) => otherNamed is { } named
        ? new(words, [named, kind with { Fits = OtherThanCalled / OtherThanOwn }], own, Others: OtherThanOwn)
        : new(words, [kind], own, Others: OtherThanCalled);
}
