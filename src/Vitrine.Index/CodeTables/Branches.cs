namespace Vitrine.Index;

/// <summary>
/// Codes in the order of their coarse layers. The distance of the coarse layers is part of the distance of the codes, so that a branch whose coarse layers
/// are farther away than the farthest hit holds none; branches are gone through from the nearest on.
/// </summary>
/// <param name="keys">The coarse layers of each branch, ascending as numbers.</param>
/// <param name="starts">Where each branch begins, and the end of the last.</param>
/// <param name="positions">Positions of the items, ascending inside of a branch.</param>
/// <param name="codes">Their codes.</param>
internal sealed class Branches(CodeSet keys, Stored<int> starts, Stored<int> positions, CodeSet codes) : CodeTable
{
    // More would be read in no other order, but in small pieces and twice.
    private const double MostOfAll = 0.6;

    /// <summary>Bits of the coarse layers.</summary>
    public int Bits => keys.Layout.Bits;

    /// <summary>Branches.</summary>
    public int Count => keys.Count;

    /// <inheritdoc/>
    public override long Most => (long)(MostOfAll * codes.Count);

    public override CodeEffort Run(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> passing, CodeSink sink, long most, CancellationToken cancellation)
    {
        var distances = new ushort[keys.Count];
        keys.Distances([query[0] & MaskOf(Bits)], distances);
        var visited = 0L;
        for (var distance = 0; distance <= Math.Min(sink.Reach, Bits); distance++)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = 0;
            for (int found; (found = distances.AsSpan(next).IndexOf((ushort)distance)) >= 0; next += found + 1)
            {
                var bounds = starts.Read(next + found, 2);
                visited += bounds[1] - bounds[0];
                if (visited > most)
                    return new CodeEffort(IsComplete: false, visited);
                Scan(query, bounds[0], bounds[1], passing, sink);
            }
        }

        return new CodeEffort(IsComplete: true, visited);
    }

    /// <summary>The lowest bits.</summary>
    public static ulong MaskOf(int bits) => bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;

    private void Scan(ReadOnlySpan<ulong> query, int first, int end, ReadOnlySpan<ulong> passing, CodeSink sink)
    {
        Span<ushort> buffer = stackalloc ushort[CodeSet.ChunkRows];
        // Whole blocks of eight are read; what belongs to the neighbours is passed over.
        for (var row = first / HammingKernel.Lanes * HammingKernel.Lanes; row < end; row += CodeSet.ChunkRows)
        {
            var rows = (Math.Min(CodeSet.ChunkRows, end - row) + HammingKernel.Lanes - 1) / HammingKernel.Lanes * HammingKernel.Lanes;
            var distances = codes.ChunkDistances(query, row, buffer[..rows]);
            distances = distances[..Math.Min(distances.Length, end - row)];
            for (var i = HitPicker.FirstBelow(distances, Math.Max(0, first - row), Above(sink)); i < distances.Length; i = HitPicker.FirstBelow(distances, i + 1, Above(sink)))
            {
                var position = positions[row + i];
                if (Passes(passing, position))
                    sink.Take(distances[i], position);
            }
        }
    }

    private static ushort Above(CodeSink sink) => (ushort)Math.Min(sink.Reach + 1L, ushort.MaxValue);
}
