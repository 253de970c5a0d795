using System.Runtime.InteropServices;

namespace Vitrine.Index;

/// <summary>Writes the bytes of a cell from its items' vectors; one for each thread.</summary>
internal sealed class CellEncoder(VectorSet vectors, Rotation rotation, CellShape shape)
{
    private readonly float[] vector = new float[vectors.Dimensions];
    private readonly float[] residual = new float[shape.Dimensions];
    private readonly float[] code = new float[shape.Dimensions];
    private readonly ulong[] words = new ulong[shape.Words];

    /// <summary>The cell's bytes, see <see cref="CellShape"/>.</summary>
    /// <param name="items">Positions of its items, ascending.</param>
    /// <param name="centroid">Its centroid, rotated, as it is stored.</param>
    public byte[] Encode(ReadOnlySpan<int> items, ReadOnlySpan<float> centroid)
    {
        var slots = CellShape.SlotsFor(items.Length);
        var bytes = new byte[shape.BytesFor(items.Length)];
        var fine = bytes.AsSpan((int)shape.CoarseBytes(slots));
        var factors = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(CellShape.FactorsAt(slots)));
        var blocks = MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan(CellShape.BlocksAt(slots)));
        items.CopyTo(MemoryMarshal.Cast<byte, int>(bytes.AsSpan()));
        for (var i = 0; i < items.Length; i++)
        {
            vectors.CopyVector(items[i], vector);
            rotation.Apply(vector, residual);
            for (var d = 0; d < residual.Length; d++)
                residual[d] -= centroid[d];
            SignCode.Of(residual, words, code);
            Write(factors, i, slots, CodeFactors.Of(code, residual, centroid));
            for (var w = 0; w < words.Length; w++)
                blocks[(i / HammingKernel.Lanes * words.Length + w) * HammingKernel.Lanes + i % HammingKernel.Lanes] = words[w];
            if (!shape.FourBits)
                continue;
            FourBitCode.Of(residual, fine.Slice(CellShape.FineCodesAt(slots) + i * FourBitCode.Bytes(shape.Dimensions), FourBitCode.Bytes(shape.Dimensions)), code);
            Write(MemoryMarshal.Cast<byte, float>(fine), i, slots, CodeFactors.Of(code, residual, centroid));
        }

        return bytes;
    }

    private static void Write(Span<float> factors, int item, int slots, CodeFactors of) =>
        (factors[item], factors[slots + item], factors[2 * slots + item]) = (of.Scale, of.Shift, of.Spread);
}
