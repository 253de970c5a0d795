namespace Vitrine.Index;

/// <summary>Items that were put since the last segment was written, in memory.</summary>
internal sealed class PendingItems
{
    // What the runtime keeps besides the bytes: two arrays, a string, an entry of the dictionary.
    private const int Overhead = 160;

    private readonly Dictionary<string, (byte[] Id, byte[] Record)> items = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => items.Count;

    /// <summary>Memory they take, about.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds an item, or replaces the one of the same id; true when there was none.</summary>
    public bool Put(string id, byte[] utf8, byte[] record)
    {
        var isNew = !Remove(id);
        items.Add(id, (utf8, record));
        Bytes += utf8.Length + record.Length + Overhead;
        return isNew;
    }

    /// <summary>Removes an item; false when there is none of this id.</summary>
    public bool Remove(string id)
    {
        if (!items.Remove(id, out var item))
            return false;
        Bytes -= item.Id.Length + item.Record.Length + Overhead;
        return true;
    }

    public void Clear()
    {
        items.Clear();
        Bytes = 0;
    }

    /// <summary>All of them by id. They must not change while the stream is used.</summary>
    public ItemStream Sorted() =>
        new Stream([.. items.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => item.Value)]);

    private sealed class Stream((byte[] Id, byte[] Record)[] sorted) : ItemStream
    {
        private int at = -1;

        public override int Count => sorted.Length;

        public override ReadOnlySpan<byte> Id => sorted[at].Id;

        public override void Rewind() => at = -1;

        public override void Next() => at++;

        public override ReadOnlySpan<byte> Bytes(Column column) => sorted[at].Record.AsSpan(column.Start, column.Bytes);
    }
}
