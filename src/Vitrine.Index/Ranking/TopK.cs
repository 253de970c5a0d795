namespace Vitrine.Index;

/// <summary>
/// The k smallest of a stream of keys. A key holds the rank order in its high 32 bits (distance, or score made ascending) and the row
/// in its low 32, so ties fall to the lower row without a rule of their own.
/// </summary>
internal sealed class TopK(int k)
{
    private readonly ulong[] heap = new ulong[k]; // a binary heap with the largest kept key at 0
    private int count;

    /// <summary>
    /// High half that a new key must stay below to be taken, once k are kept. Rows come in ascending order, so an equal high half
    /// loses its tie.
    /// </summary>
    public ulong Bound => count < heap.Length ? ulong.MaxValue : heap.Length == 0 ? 0 : heap[0] >> 32;

    /// <summary>Offers a key.</summary>
    public void Offer(ulong key)
    {
        if (count < heap.Length)
        {
            var child = count++;
            for (int parent; child > 0 && heap[parent = (child - 1) / 2] < key; child = parent)
                heap[child] = heap[parent];
            heap[child] = key;
        }
        else if (heap.Length > 0 && key < heap[0])
        {
            Sink(key);
        }
    }

    /// <summary>The kept keys, best first. The instance is spent afterwards.</summary>
    public ReadOnlySpan<ulong> Sorted()
    {
        var kept = heap.AsSpan(0, count);
        kept.Sort();
        return kept;
    }

    private void Sink(ulong key)
    {
        var hole = 0;
        for (int child; (child = 2 * hole + 1) < count; hole = child)
        {
            if (child + 1 < count && heap[child + 1] > heap[child])
                child++;
            if (heap[child] <= key)
                break;
            heap[hole] = heap[child];
        }

        heap[hole] = key;
    }
}
