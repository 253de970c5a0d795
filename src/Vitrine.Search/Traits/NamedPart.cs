namespace Vitrine.Search.Traits;

/// <summary>Words of a query that name values of traits, or one that names none.</summary>
/// <param name="At">The place of the first.</param>
/// <param name="Length">How many.</param>
/// <param name="Values">What they name; null for nothing.</param>
/// <param name="Meaning">What they mean, where they do not name it themselves; null otherwise.</param>
/// <param name="IsPartOfName">Whether they are only a part of the names of these values.</param>
internal sealed record NamedPart(int At, int Length, IReadOnlyList<(int Trait, int Value)>? Values, Meaning? Meaning = null, bool IsPartOfName = false)
{
    public int End => At + Length;
}
