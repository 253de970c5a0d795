using System.Runtime.InteropServices;

namespace Vitrine.Index;

/// <summary>
/// A field of a segment's items. Its terms are numbered in their order; an item has their ordinals, a term the positions of its items. So one form
/// answers all: equal is a term, a range or a branch are neighbouring terms, the order of items is that of ordinals, and what is counted is counted by
/// ordinal. Immutable; any number of threads may read at once.
/// </summary>
internal sealed class FieldColumn : TermList
{
    private readonly Stored<byte> terms;
    private readonly Stored<int> termStarts; // of texts
    private readonly Stored<byte> entries; // ordinal + 1, in Width bytes; 0 for an item without a value
    private readonly Stored<int> listStarts; // of lists
    private readonly Stored<int> positionStarts;
    private readonly Stored<int> positions;
    private readonly string path;

    /// <param name="path">The file, for messages.</param>
    /// <param name="form">The field.</param>
    /// <param name="items">Items of the segment.</param>
    /// <param name="sections">Its sections as in the file.</param>
    /// <exception cref="IndexFormatException">The sections do not fit one another.</exception>
    public FieldColumn(string path, FieldForm form, int items, FieldSections sections)
    {
        (this.path, Form, Items) = (path, form, items);
        (terms, termStarts, entries, listStarts, positionStarts, positions) = sections;
        Count = (int)Math.Max(0, positionStarts.Count - 1);
        Width = WidthFor(Count);
        var entryCount = form.IsList ? positions.Count : items;
        if (entries.Count != entryCount * Width || listStarts.Count != (form.IsList ? items + 1L : 0) || positions.Count > (form.IsList ? int.MaxValue : items)
            || (form.IsText ? termStarts.Count != Count + 1L : terms.Count != (long)Count * FieldTerms.NumberBytes))
        {
            throw new IndexFormatException(path, $"the sections of the field '{form.Name}' do not fit one another; the file was written by another program.");
        }
    }

    /// <summary>The field.</summary>
    public FieldForm Form { get; }

    /// <summary>Items of the segment.</summary>
    public int Items { get; }

    /// <summary>Terms.</summary>
    public override int Count { get; }

    /// <summary>Bytes of an entry: 1, 2 or 4.</summary>
    public int Width { get; }

    /// <summary>All terms.</summary>
    public OrdinalRange All => new(0, Count);

    /// <summary>Entries of all items, one after another: of item i the i-th, or of a list those in <see cref="EntriesOf"/>.</summary>
    public ReadOnlySpan<byte> Entries => entries.Read(0, checked((int)entries.Count));

    /// <summary>Entries of neighbouring items; of a column whose entries are bytes, one an item.</summary>
    public ReadOnlySpan<byte> Bytes(int first, int count) => entries.Read(first, count);

    /// <summary>A term.</summary>
    public override ReadOnlySpan<byte> this[int ordinal]
    {
        get
        {
            if (!Form.IsText)
                return terms.Read((long)ordinal * FieldTerms.NumberBytes, FieldTerms.NumberBytes);
            var ends = termStarts.Read(ordinal, 2);
            if (ends[0] < 0 || ends[0] > ends[1] || ends[1] > terms.Count)
                throw new IndexFormatException(path, $"value {ordinal} of the field '{Form.Name}' stands at {ends[0]}…{ends[1]} of {terms.Count} bytes; the file was written by another program.");
            return terms.Read(ends[0], ends[1] - ends[0]);
        }
    }

    /// <summary>Bytes of an entry where there are so many terms: a zero must remain for items without.</summary>
    public static int WidthFor(int terms) => terms switch
    {
        <= byte.MaxValue => sizeof(byte),
        <= ushort.MaxValue => sizeof(ushort),
        _ => sizeof(int),
    };

    /// <summary>Ordinal of an entry; −1 for none.</summary>
    public static int OrdinalOf(ReadOnlySpan<byte> entries, int width, int entry) => width switch
    {
        sizeof(byte) => entries[entry],
        sizeof(ushort) => MemoryMarshal.Cast<byte, ushort>(entries)[entry],
        _ => MemoryMarshal.Cast<byte, int>(entries)[entry],
    } - 1;

    /// <summary>Where the entries of an item stand.</summary>
    public (int Start, int End) EntriesOf(int position)
    {
        if (!Form.IsList)
            return (position, position + 1);
        var ends = listStarts.Read(position, 2);
        return (ends[0], ends[1]);
    }

    /// <summary>Ordinal of one entry; −1 for none.</summary>
    public int OrdinalAt(int entry) => OrdinalOf(entries.Read((long)entry * Width, Width), Width, 0);

    /// <summary>The value of an item; null for none.</summary>
    public FieldValue? ValueAt(int position)
    {
        var (start, end) = EntriesOf(position);
        if (start == end || OrdinalAt(start) < 0)
            return null;
        if (Form.IsList)
            return Enumerable.Range(start, end - start).Select(entry => FieldTerms.Value(Form, this[OrdinalAt(entry)]).Text!).ToArray();
        return FieldTerms.Value(Form, this[OrdinalAt(start)]);
    }

    /// <summary>The first ordinal whose term is not less; <see cref="Count"/> when all are.</summary>
    public int LowerBound(ReadOnlySpan<byte> term)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (this[middle].SequenceCompareTo(term) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The term alone, or an empty range.</summary>
    public OrdinalRange Find(ReadOnlySpan<byte> term)
    {
        var at = LowerBound(term);
        return new OrdinalRange(at, at < Count && this[at].SequenceEqual(term) ? at + 1 : at);
    }

    /// <summary>How often terms of a range stand with items, deleted ones included.</summary>
    public int CountOf(OrdinalRange range) => range.IsEmpty ? 0 : positionStarts[range.End] - positionStarts[range.Start];

    /// <summary>Positions of the items that have terms of a range: term by term, ascending for each. An item of a list may stand there several times.</summary>
    public ReadOnlySpan<int> PositionsOf(OrdinalRange range) => positions.Read(range.IsEmpty ? 0 : positionStarts[range.Start], CountOf(range));
}
