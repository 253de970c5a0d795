using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Vitrine.Catalogue;
using Vitrine.Platform;

namespace Vitrine.Search.Queries;

/// <summary>Values of several aspects that are asked for together.</summary>
/// <param name="Aspects">One to four.</param>
/// <param name="Values">A value of each.</param>
/// <param name="Key">What they are called, in every store alike.</param>
/// <param name="Bits">Random by the key and a seed.</param>
internal sealed record ValueSet(IReadOnlyList<Aspect> Aspects, Combination Values, string Key, ulong Bits)
{
    /// <summary>The values of a group's aspects that enough products have, those of the lowest bits.</summary>
    /// <param name="choices">Aspects that are asked for together, one way or another.</param>
    /// <param name="options">Part, seed, and how many at most.</param>
    /// <param name="cancellation">Stops between products.</param>
    public static IReadOnlyList<ValueSet> Choose(IEnumerable<IReadOnlyList<Aspect>> choices, ShopperOptions options, CancellationToken cancellation)
    {
        var chosen = new List<ValueSet>();
        foreach (var aspects in choices)
        {
            var found = Combination.Of(aspects, options.LeastProducts, cancellation).Select(values => Of(aspects, values, options)).OfType<ValueSet>();
            chosen = [.. chosen.Concat(found).OrderBy(set => set.Bits).ThenBy(set => set.Key, StringComparer.Ordinal).Take(options.MostQueries)];
        }

        return chosen;
    }

    /// <summary>The products that have all values, by rising row.</summary>
    /// <param name="rowsOf">Those of a value of an aspect, by rising row.</param>
    public int[] Rows(Func<Aspect, int, int[]> rowsOf)
    {
        int[][] lists = [.. Aspects.Select((aspect, place) => rowsOf(aspect, Values[place])).OrderBy(list => list.Length)];
        return [.. lists[0].Where(row => lists.Skip(1).All(list => Array.BinarySearch(list, row) >= 0))];
    }

    // Null where they belong to the other part: one bit of the key alone, which no seed changes.
    private static ValueSet? Of(IReadOnlyList<Aspect> aspects, Combination values, ShopperOptions options)
    {
        var key = string.Join(' ', aspects.Select((aspect, place) => $"{aspect.Name.ToLowerInvariant()}={aspect.Wordings[values[place]]}").Order(StringComparer.Ordinal));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        var part = (hash[0] & 1) == 0 ? Part.Validation : Part.Test;
        return part == options.Part ? new ValueSet(aspects, values, key, SplitMix64.Mix(BinaryPrimitives.ReadUInt64BigEndian(hash[8..]) ^ SplitMix64.Mix(options.Seed))) : null;
    }
}
