using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vitrine.Models.Encoders.Published;

/// <summary>A tensor's own numbers for whoever takes memory, without a copy: 19 MB a batch of photos. The tensor has to live as long as the memory is read.</summary>
internal sealed unsafe class TensorMemory(Tensor tensor) : MemoryManager<float>
{
    public override Span<float> GetSpan() => tensor.Data;

    // The garbage collector moves nothing here: a tensor's numbers lie outside of its heap.
    public override MemoryHandle Pin(int elementIndex = 0) => new((float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.Data[elementIndex..])));

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        // The tensor is another's.
    }
}
