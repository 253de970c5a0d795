using System.Runtime.InteropServices;

namespace Vitrine.Index;

/// <summary>
/// Writes the sections of a field, see <see cref="FieldSections"/>. Memory holds a number for each term and one for each value of an item: less than the
/// sections have bytes.
/// </summary>
internal sealed class FieldWriter
{
    private readonly FieldForm form;
    private readonly int field;
    private readonly ItemStream items;
    private readonly CancellationToken cancellation;
    private readonly TermList terms;
    private readonly int[] used; // the terms that some item has, by ordinal
    private readonly int[] ordinals; // of the terms, by number
    private readonly int[] starts; // of positions, by ordinal
    private readonly int[] buffer = new int[FieldTerms.MaxValues];

    public FieldWriter(FieldForm form, int field, ItemStream items, CancellationToken cancellation)
    {
        (this.form, this.field, this.items, this.cancellation) = (form, field, items, cancellation);
        terms = items.Terms(field);
        var counts = new int[terms.Count];
        EachItem(numbers =>
        {
            foreach (var number in numbers)
                counts[number]++;
        });
        used = [.. Enumerable.Range(0, terms.Count).Where(number => counts[number] > 0)];
        ordinals = new int[terms.Count];
        starts = new int[used.Length + 1];
        for (var ordinal = 0; ordinal < used.Length; ordinal++)
        {
            ordinals[used[ordinal]] = ordinal;
            starts[ordinal + 1] = checked(starts[ordinal] + counts[used[ordinal]]);
        }
    }

    private delegate void Numbers(ReadOnlySpan<int> numbers);

    /// <summary>Writes a section into the one that is open; in their order.</summary>
    public void Write(int section, SectionWriter writer)
    {
        switch (section)
        {
            case 0:
                foreach (var number in used)
                    writer.Write(terms[number]);
                break;
            case 1 when form.IsText:
                WriteStarts(writer, used.Length, ordinal => terms[used[ordinal]].Length);
                break;
            case 2:
                WriteEntries(writer);
                break;
            case 3 when form.IsList:
                WriteListStarts(writer);
                break;
            case 4:
                writer.Write(MemoryMarshal.AsBytes<int>(starts));
                break;
            case 5:
                WritePositions(writer);
                break;
        }
    }

    private void WriteEntries(SectionWriter writer)
    {
        var width = FieldColumn.WidthFor(used.Length);
        var entry = new int[1];
        EachItem(numbers =>
        {
            if (numbers.Length == 0 && !form.IsList)
                Write(0);
            foreach (var number in numbers)
                Write(ordinals[number] + 1);
        });

        void Write(int value)
        {
            entry[0] = value;
            writer.Write(MemoryMarshal.AsBytes<int>(entry)[..width]);
        }
    }

    private void WriteListStarts(SectionWriter writer)
    {
        var end = new int[1];
        writer.Write(MemoryMarshal.AsBytes<int>(end));
        EachItem(numbers =>
        {
            end[0] = checked(end[0] + numbers.Length);
            writer.Write(MemoryMarshal.AsBytes<int>(end));
        });
    }

    private void WritePositions(SectionWriter writer)
    {
        var next = starts[..^1];
        var positions = new int[starts[^1]];
        var position = 0;
        EachItem(numbers =>
        {
            foreach (var number in numbers)
                positions[next[ordinals[number]]++] = position;
            position++;
        });
        writer.Write(MemoryMarshal.AsBytes<int>(positions));
    }

    private static void WriteStarts(SectionWriter writer, int count, Func<int, int> length)
    {
        var end = new int[1];
        writer.Write(MemoryMarshal.AsBytes<int>(end));
        for (var i = 0; i < count; i++)
        {
            end[0] = checked(end[0] + length(i));
            writer.Write(MemoryMarshal.AsBytes<int>(end));
        }
    }

    private void EachItem(Numbers take) => SegmentWriter.Each(items, () => take(buffer.AsSpan(0, items.CopyTerms(field, buffer))), cancellation);
}
