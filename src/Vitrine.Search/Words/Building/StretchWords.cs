using System.Text;

namespace Vitrine.Search.Words;

/// <summary>The terms of the products of one stretch of 65,536 rows, in memory, until they are written in the order of their terms.</summary>
internal sealed class StretchWords
{
    private const int FieldBits = 3;

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> terms = [];
    private readonly List<Entry> entries = [];

    /// <summary>A term of a product's field.</summary>
    private readonly record struct Entry(int Term, byte Field, ushort Row, ushort Frequency, ushort Length);

    public bool IsEmpty => entries.Count == 0;

    /// <summary>Adds what a product says in one field.</summary>
    /// <param name="row">Within the stretch.</param>
    /// <param name="field">See <see cref="FieldNumbers"/>.</param>
    /// <param name="frequencies">Its terms, and how often each stands there.</param>
    /// <param name="length">Its words.</param>
    public void Add(int row, int field, Dictionary<string, int> frequencies, int length)
    {
        foreach (var (term, frequency) in frequencies)
        {
            if (!numbers.TryGetValue(term, out var number))
            {
                numbers.Add(term, number = terms.Count);
                terms.Add(term);
            }

            entries.Add(new Entry(number, (byte)field, (ushort)row, Bounded(frequency), Bounded(length)));
        }
    }

    /// <summary>Writes all and forgets it: each term with its bytes, then its entries by field and row.</summary>
    public void WriteTo(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        var texts = terms.ConvertAll(Encoding.UTF8.GetBytes);
        int[] order = [.. Enumerable.Range(0, texts.Count)];
        Array.Sort(order, (one, other) => texts[one].AsSpan().SequenceCompareTo(texts[other]));
        var ranks = new long[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
            ranks[order[rank]] = rank;
        var sorted = entries.ToArray();
        Array.Sort(Array.ConvertAll(sorted, entry => (ranks[entry.Term] << FieldBits | entry.Field) << PostingRun.StretchBits | entry.Row), sorted);
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            for (next = first; next < sorted.Length && sorted[next].Term == sorted[first].Term;)
                next++;
            Write(writer, texts[sorted[first].Term], sorted.AsSpan(first..next));
        }

        numbers.Clear();
        terms.Clear();
        entries.Clear();
    }

    private static void Write(BinaryWriter writer, byte[] term, ReadOnlySpan<Entry> entries)
    {
        writer.Write((ushort)term.Length);
        writer.Write(term);
        writer.Write(entries.Length);
        foreach (var entry in entries)
        {
            writer.Write(entry.Field);
            writer.Write(entry.Row);
            writer.Write(entry.Frequency);
            writer.Write(entry.Length);
        }
    }

    private static ushort Bounded(int count) => (ushort)Math.Min(count, ushort.MaxValue);
}
