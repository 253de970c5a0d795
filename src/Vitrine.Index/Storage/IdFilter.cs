using System.Buffers.Binary;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>
/// Says of an id that it is not in a segment, by one look into memory, and is wrong about one in a hundred that are not: a Bloom filter whose bits for
/// an id lie in one cache line (Putze, Sanders and Singler, 2009). So that adding a new id costs no search in every segment.
/// </summary>
internal static class IdFilter
{
    private const int LineWords = 8; // 64 bytes
    private const int BitsPerItem = 12;
    private const int Probes = 6;
    private const int ProbeBits = 9; // 2^9 bits of a line

    /// <summary>Words of a filter for so many items.</summary>
    public static long WordsFor(int items) => LineWords * LinesFor(items);

    /// <summary>Hash of an id, the same on every machine.</summary>
    public static ulong Hash(ReadOnlySpan<byte> id)
    {
        var hash = SplitMix64.Mix((ulong)id.Length);
        for (; id.Length >= sizeof(ulong); id = id[sizeof(ulong)..])
            hash = SplitMix64.Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(id));
        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        rest.Clear();
        id.CopyTo(rest);
        return SplitMix64.Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest));
    }

    /// <summary>Adds an id.</summary>
    public static void Add(ulong[] filter, ulong hash)
    {
        var line = filter.AsSpan((int)(LineOf(hash, filter.Length / LineWords) * LineWords), LineWords);
        for (var (probe, bits) = (0, SplitMix64.Mix(hash)); probe < Probes; probe++, bits >>= ProbeBits)
            line[(int)(bits >> 6) & (LineWords - 1)] |= 1UL << (int)bits;
    }

    /// <summary>False when the id was not added.</summary>
    public static bool MayContain(Stored<ulong> filter, ulong hash)
    {
        var line = filter.Read(LineOf(hash, filter.Count / LineWords) * LineWords, LineWords);
        for (var (probe, bits) = (0, SplitMix64.Mix(hash)); probe < Probes; probe++, bits >>= ProbeBits)
        {
            if ((line[(int)(bits >> 6) & (LineWords - 1)] >> (int)bits & 1) == 0)
                return false;
        }

        return true;
    }

    private static long LinesFor(int items) => 1 + (long)items * BitsPerItem / (64 * LineWords);

    private static long LineOf(ulong hash, long lines) => (long)((hash >> 32) * (ulong)lines >> 32);
}
