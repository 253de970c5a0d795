using System.Numerics;

namespace Vitrine.Index;

/// <summary>Makes tables over codes, in memory.</summary>
internal static class CodeTableBuilder
{
    // A branch costs some fifty nanoseconds, as long as a hundred codes of a scan.
    private const int LeastPerBranch = 64;

    // Starts of a table of more bits would take more than the positions.
    private const int MostBits = 26;

    /// <summary>The tables, without costs.</summary>
    /// <param name="codes">The codes.</param>
    /// <param name="cancellation">Stops.</param>
    public static BuiltTables Build(CodeSet codes, CancellationToken cancellation)
    {
        var parts = CodePart.Deal(codes.Layout, PartsFor(codes));
        var tables = new (int[] Starts, int[] Positions)[parts.Length];
        for (var part = 0; part < parts.Length; part++)
            tables[part] = Table(codes, parts[part], cancellation);
        return new BuiltTables(codes, BranchesOf(codes, cancellation), parts, tables);
    }

    /// <summary>About as many bits a part as a number of the items has, so that of codes without order each key has one.</summary>
    public static int PartsFor(CodeSet codes)
    {
        var bits = Math.Max(1, BitOperations.Log2((uint)Math.Max(2, codes.Count)));
        var parts = Math.Max((int)Math.Round((double)codes.Layout.Bits / bits), (codes.Layout.Bits + MostBits - 1) / MostBits);
        return Math.Clamp(parts, 1, codes.Layout.Bits);
    }

    private static (int[] Starts, int[] Positions) Table(CodeSet codes, CodePart part, CancellationToken cancellation)
    {
        var starts = new int[(1 << part.Bits) + 1];
        var code = new ulong[codes.Layout.Words];
        for (var position = 0; position < codes.Count; position++)
            starts[KeyAt(position) + 1]++;
        cancellation.ThrowIfCancellationRequested();
        for (var key = 1; key < starts.Length; key++)
            starts[key] += starts[key - 1];
        var (next, positions) = (starts.AsSpan().ToArray(), new int[codes.Count]);
        for (var position = 0; position < codes.Count; position++)
            positions[next[KeyAt(position)]++] = position;
        cancellation.ThrowIfCancellationRequested();
        return (starts, positions);

        uint KeyAt(int position)
        {
            codes.CopyCode(position, code);
            return part.KeyOf(code);
        }
    }

    /// <summary>By as many layers as leave branches of some size; null where already the first does not.</summary>
    private static BuiltBranches? BranchesOf(CodeSet codes, CancellationToken cancellation)
    {
        var layers = codes.Layout.BitsPerLayer;
        for (var count = layers.Count; count > 0; count--)
        {
            if (layers.Take(count).Sum() is <= 64 and var bits && Counts(codes, bits, cancellation) is { } counts)
                return new BuiltBranches(codes, bits, counts);
        }

        return null;
    }

    /// <summary>How many items have each value of the first bits; null where these are too many values.</summary>
    private static Dictionary<ulong, int>? Counts(CodeSet codes, int bits, CancellationToken cancellation)
    {
        var (counts, code, mask, most) = (new Dictionary<ulong, int>(), new ulong[codes.Layout.Words], Branches.MaskOf(bits), codes.Count / LeastPerBranch);
        for (var position = 0; position < codes.Count; position++)
        {
            if (position % CodeSet.ChunkRows == 0)
                cancellation.ThrowIfCancellationRequested();
            codes.CopyCode(position, code);
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, code[0] & mask, out _)++;
            if (counts.Count > most)
                return null;
        }

        return counts.Count == 0 ? null : counts;
    }
}
