namespace Vitrine.Index;

/// <summary>Items in the order of their ids, gone through once for each section of the segment that they become.</summary>
internal abstract class ItemStream
{
    /// <summary>How many there are.</summary>
    public abstract int Count { get; }

    /// <summary>UTF-8 of the present item's id.</summary>
    public abstract ReadOnlySpan<byte> Id { get; }

    /// <summary>Back to before the first.</summary>
    public abstract void Rewind();

    /// <summary>On to the next; called <see cref="Count"/> times.</summary>
    public abstract void Next();

    /// <summary>The present item's bytes of a column, valid until the next call.</summary>
    public abstract ReadOnlySpan<byte> Bytes(Column column);

    /// <summary>All terms of a field, also those that no item has any more; the numbers of <see cref="CopyTerms"/> are theirs.</summary>
    public abstract TermList Terms(int field);

    /// <summary>Copies the numbers of the present item's terms in a field, in the order of the terms; returns how many it has.</summary>
    /// <param name="field">The field, for which <see cref="Terms"/> was called last.</param>
    /// <param name="numbers">Room for <see cref="FieldTerms.MaxValues"/>.</param>
    public abstract int CopyTerms(int field, Span<int> numbers);
}
