namespace Vitrine.Index;

/// <summary>Numbers in their stored order, in memory or in a file whose blocks are verified when they are first read.</summary>
internal abstract class Stored<T>(long count) where T : unmanaged
{
    /// <summary>How many numbers.</summary>
    public long Count { get; } = count;

    /// <summary>One number.</summary>
    public T this[long index] => Read(index, 1)[0];

    /// <summary>Numbers at hand in memory.</summary>
    public static Stored<T> Of(ReadOnlyMemory<T> numbers) => new InMemory(numbers);

    /// <summary>Neighbouring numbers, without a copy.</summary>
    /// <exception cref="IndexFormatException">They are damaged.</exception>
    public abstract ReadOnlySpan<T> Read(long start, int length);

    private sealed class InMemory(ReadOnlyMemory<T> numbers) : Stored<T>(numbers.Length)
    {
        public override ReadOnlySpan<T> Read(long start, int length) => numbers.Span.Slice((int)start, length);
    }
}
