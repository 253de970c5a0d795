namespace Vitrine.Index;

/// <summary>Items that were put since the last segment was written, in memory.</summary>
/// <param name="fields">How many fields items have, the group included.</param>
internal sealed class PendingItems(int fields)
{
    // What the runtime keeps besides the bytes: two arrays, a string, an entry of the dictionary.
    private const int Overhead = 160;
    private const int TermOverhead = 32; // an array and its place

    private readonly Dictionary<string, PendingItem> items = new(StringComparer.Ordinal);
    private readonly TermPool[] pools = [.. Enumerable.Range(0, fields).Select(_ => new TermPool())];

    /// <summary>How many there are.</summary>
    public int Count => items.Count;

    /// <summary>Memory they take, about.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds an item, or replaces the one of the same id; true when there was none.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="utf8">The same.</param>
    /// <param name="record">See <see cref="ItemRecord"/>.</param>
    /// <param name="terms">Its terms field by field; empty for an item without any.</param>
    public bool Put(string id, byte[] utf8, byte[] record, byte[][][] terms)
    {
        var isNew = !Remove(id);
        var item = new PendingItem(utf8, record, [.. terms.Select(Numbers)]);
        items.Add(id, item);
        Bytes += BytesOf(item);
        return isNew;
    }

    /// <summary>Removes an item; false when there is none of this id.</summary>
    public bool Remove(string id)
    {
        if (!items.Remove(id, out var item))
            return false;
        Bytes -= BytesOf(item);
        return true;
    }

    public void Clear()
    {
        items.Clear();
        foreach (var pool in pools)
            pool.Clear();
        Bytes = 0;
    }

    /// <summary>All of them by id. They must not change while the stream is used.</summary>
    public ItemStream Sorted() =>
        new Stream([.. items.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => item.Value)], pools);

    private static long BytesOf(PendingItem item) => item.Id.Length + item.Record.Length + Overhead + item.Terms.Sum(numbers => TermOverhead + sizeof(int) * numbers.Length);

    // A term that came before costs no memory again; those of removed items stay until all are written.
    private int[] Numbers(byte[][] terms, int field)
    {
        var numbers = new int[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            numbers[i] = pools[field].Add(terms[i], out var isNew);
            if (isNew)
                Bytes += terms[i].Length + Overhead;
        }

        return numbers;
    }

    /// <param name="Id">UTF-8.</param>
    /// <param name="Record">See <see cref="ItemRecord"/>.</param>
    /// <param name="Terms">Numbers of its terms in the pools, field by field; empty for an item without any.</param>
    private readonly record struct PendingItem(byte[] Id, byte[] Record, int[][] Terms);

    private sealed class Stream(PendingItem[] sorted, TermPool[] pools) : ItemStream
    {
        private int[] places = []; // of one field at a time
        private int at = -1;

        public override int Count => sorted.Length;

        public override ReadOnlySpan<byte> Id => sorted[at].Id;

        public override void Rewind() => at = -1;

        public override void Next() => at++;

        public override ReadOnlySpan<byte> Bytes(Column column) => sorted[at].Record.AsSpan(column.Start, column.Bytes);

        public override TermList Terms(int field)
        {
            (var terms, places) = pools[field].Sorted();
            return terms;
        }

        public override int CopyTerms(int field, Span<int> numbers)
        {
            if (sorted[at].Terms.Length == 0)
                return 0;
            var own = sorted[at].Terms[field];
            for (var i = 0; i < own.Length; i++)
                numbers[i] = places[own[i]];
            return own.Length;
        }
    }
}
