using System.Runtime.InteropServices;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// Working memory of the current thread for packed panels, padded pictures and tiles. It grows to the largest request and then stays: the
/// threads of the pool live as long as the process, and a kernel call must not allocate.
/// </summary>
internal static unsafe class Scratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static Area inner;

    [ThreadStatic]
    private static Area outer;

    /// <summary>At least <paramref name="length"/> floats, aligned to 64 bytes; valid until this thread's next call.</summary>
    public static float* Get(nint length) => inner.Get(length);

    /// <summary>As <see cref="Get"/>, for a kernel that itself calls kernels which use that.</summary>
    public static float* GetOuter(nint length) => outer.Get(length);

    private struct Area
    {
        private float* memory;
        private nint capacity;

        public float* Get(nint length)
        {
            if (length > capacity)
            {
                NativeMemory.AlignedFree(memory);
                memory = null;
                capacity = 0;
                memory = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), Alignment);
                capacity = length;
            }

            return memory;
        }
    }
}
