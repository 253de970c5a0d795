namespace Vitrine.Index;

/// <summary>Terms in ascending order of their bytes, each once.</summary>
internal abstract class TermList
{
    /// <summary>How many there are.</summary>
    public abstract int Count { get; }

    /// <summary>A term, valid as long as what holds it.</summary>
    public abstract ReadOnlySpan<byte> this[int number] { get; }
}
