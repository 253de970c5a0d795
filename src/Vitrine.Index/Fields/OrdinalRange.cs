namespace Vitrine.Index;

/// <summary>Neighbouring terms of a column.</summary>
/// <param name="Start">Ordinal of the first.</param>
/// <param name="End">The ordinal after the last.</param>
internal readonly record struct OrdinalRange(int Start, int End)
{
    public bool IsEmpty => Start >= End;

    public bool Contains(int ordinal) => ordinal >= Start && ordinal < End;
}
