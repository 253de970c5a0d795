using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vitrine.Catalogue.Text;

/// <summary>
/// A matrix whose rows begin at multiples of 64 bytes. TensorPrimitives.Dot first works up to an aligned address, so the order of its sum, and
/// with it the last bit, depends on where an array happens to lie; at equal alignment equal input gives equal bits.
/// </summary>
internal sealed class AlignedRows
{
    private const int Alignment = 64 / sizeof(float);

    private readonly float[] values;
    private readonly int stride, offset, columns;

    internal AlignedRows(int rows, int columns)
    {
        this.columns = columns;
        stride = (columns + Alignment - 1) / Alignment * Alignment;
        // Pinned, so that the collector does not move it to another alignment.
        values = GC.AllocateArray<float>(checked(rows * stride + Alignment), pinned: true);
        var misplaced = (int)(AddressOf(values) / sizeof(float) % Alignment);
        offset = (Alignment - misplaced) % Alignment;
    }

    internal Span<float> this[int row] => values.AsSpan(offset + row * stride, columns);

    private static unsafe nuint AddressOf(float[] array) => (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
}
