namespace Vitrine.Index;

/// <summary>The terms of a field in memory, each once, numbered as they came.</summary>
internal sealed class TermPool
{
    private readonly Dictionary<byte[], int> numbers = new(new SameBytes());
    private readonly List<byte[]> terms = [];

    /// <summary>The number of a term; <paramref name="isNew"/> when it came the first time.</summary>
    public int Add(byte[] term, out bool isNew)
    {
        isNew = numbers.TryAdd(term, terms.Count);
        if (isNew)
            terms.Add(term);
        return numbers[term];
    }

    public void Clear()
    {
        numbers.Clear();
        terms.Clear();
    }

    /// <summary>All terms in order, and the place of each number in it.</summary>
    public (TermList Terms, int[] Places) Sorted()
    {
        int[] order = [.. Enumerable.Range(0, terms.Count)];
        Array.Sort(order, (a, b) => terms[a].AsSpan().SequenceCompareTo(terms[b]));
        var places = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
            places[order[place]] = place;
        return (new InOrder([.. order.Select(number => terms[number])]), places);
    }

    private sealed class InOrder(byte[][] terms) : TermList
    {
        public override int Count => terms.Length;

        public override ReadOnlySpan<byte> this[int number] => terms[number];
    }

    private sealed class SameBytes : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? a, byte[]? b) => a.AsSpan().SequenceEqual(b);

        public int GetHashCode(byte[] bytes)
        {
            var hash = new HashCode();
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }
    }
}
