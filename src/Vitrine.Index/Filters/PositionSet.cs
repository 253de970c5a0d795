using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vitrine.Index;

/// <summary>Positions of a segment as a bitmap. Its memory is borrowed: dispose it.</summary>
internal sealed class PositionSet : IDisposable
{
    private readonly ulong[] words;
    private readonly int wordCount;

    private PositionSet(int items)
    {
        Items = items;
        wordCount = (int)((items + 63L) / 64);
        words = ArrayPool<ulong>.Shared.Rent(wordCount);
    }

    /// <summary>Positions that it can hold are below this.</summary>
    public int Items { get; }

    /// <summary>64 positions a word, the least significant bit first; bits from <see cref="Items"/> on are 0.</summary>
    public Span<ulong> Words => words.AsSpan(0, wordCount);

    /// <summary>How many positions it holds; counted anew at each call.</summary>
    public int Count => CountOf(0, wordCount);

    /// <summary>The empty set.</summary>
    public static PositionSet None(int items)
    {
        var set = new PositionSet(items);
        set.Words.Clear();
        return set;
    }

    /// <summary>All positions.</summary>
    public static PositionSet All(int items)
    {
        var set = None(items);
        set.Complement();
        return set;
    }

    public bool Contains(int position) => (words[position >> 6] >> position & 1) != 0;

    public void Add(int position) => words[position >> 6] |= 1UL << position;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    public void Add(ReadOnlySpan<int> positions)
    {
        var bits = Words;
        foreach (var position in positions)
            bits[position >> 6] |= 1UL << position;
    }

    public void Remove(int position) => words[position >> 6] &= ~(1UL << position);

    /// <summary>Keeps what the other holds too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    public void And(PositionSet other)
    {
        var mine = Words;
        var others = other.Words;
        for (var i = 0; i < mine.Length; i++)
            mine[i] &= others[i];
    }

    /// <summary>Takes out what the other holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    public void AndNot(ReadOnlySpan<ulong> other)
    {
        var mine = Words;
        for (var i = 0; i < mine.Length; i++)
            mine[i] &= ~other[i];
    }

    /// <summary>Adds what the other holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    public void Or(PositionSet other)
    {
        var mine = Words;
        var others = other.Words;
        for (var i = 0; i < mine.Length; i++)
            mine[i] |= others[i];
    }

    /// <summary>Holds what it did not hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    public void Complement()
    {
        var mine = Words;
        for (var i = 0; i < mine.Length; i++)
            mine[i] = ~mine[i];
        if (Items % 64 != 0)
            mine[^1] &= (1UL << Items) - 1;
    }

    /// <summary>How many positions some neighbouring words hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    public int CountOf(int firstWord, int count)
    {
        var sum = 0;
        foreach (var word in Words.Slice(firstWord, count))
            sum += BitOperations.PopCount(word);
        return sum;
    }

    /// <summary>The positions, ascending; one that was given may be removed meanwhile.</summary>
    public Enumerator GetEnumerator() => new(Words);

    public void Dispose() => ArrayPool<ulong>.Shared.Return(words);

    internal ref struct Enumerator(ReadOnlySpan<ulong> words)
    {
        private readonly ReadOnlySpan<ulong> words = words;
        private ulong word;
        private int next;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (word == 0)
            {
                if (next == words.Length)
                    return false;
                word = words[next++];
            }

            Current = (next - 1) * 64 + BitOperations.TrailingZeroCount(word);
            word &= word - 1;
            return true;
        }
    }
}
