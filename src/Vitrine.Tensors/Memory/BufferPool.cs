using System.Numerics;
using System.Runtime.InteropServices;

namespace Vitrine.Tensors.Memory;

/// <summary>
/// Reuses native blocks of floats, aligned to 64 bytes (one cache line, one 512-bit vector). A training step asks for the same sizes
/// again and again, so after the first step every request is served from here and memory stays flat.
/// </summary>
public static unsafe class BufferPool
{
    private const int Alignment = 64;

    // Sizes are rounded up to one of eight steps per power of two: at most 1/8 is wasted, and there are few enough classes to reuse.
    private static readonly Stack<TensorBuffer>?[] Free = new Stack<TensorBuffer>?[32 * 8];
    private static readonly Lock Gate = new();
    private static long reservedBytes;
    private static long rentedBytes;

    /// <summary>Bytes taken from the system, in use or waiting for reuse.</summary>
    public static long ReservedBytes => Volatile.Read(ref reservedBytes);

    /// <summary>Bytes that live tensors hold.</summary>
    public static long RentedBytes => Volatile.Read(ref rentedBytes);

    /// <summary>Gives the blocks that no tensor holds back to the system.</summary>
    public static void Trim()
    {
        lock (Gate)
        {
            foreach (var stack in Free)
            {
                while (stack is { Count: > 0 })
                {
                    var buffer = stack.Pop();
                    NativeMemory.AlignedFree(buffer.Pointer);
                    reservedBytes -= (long)buffer.Capacity * sizeof(float);
                }
            }
        }
    }

    internal static TensorBuffer Rent(int length)
    {
        var capacity = RoundUp(length, out var sizeClass);
        lock (Gate)
        {
            rentedBytes += (long)capacity * sizeof(float);
            if (Free[sizeClass] is { Count: > 0 } stack)
                return stack.Pop();
            reservedBytes += (long)capacity * sizeof(float);
        }

        return new TensorBuffer((float*)NativeMemory.AlignedAlloc((nuint)capacity * sizeof(float), Alignment), capacity);
    }

    internal static void Return(TensorBuffer buffer)
    {
        RoundUp(buffer.Capacity, out var sizeClass);
        lock (Gate)
        {
            rentedBytes -= (long)buffer.Capacity * sizeof(float);
            (Free[sizeClass] ??= new Stack<TensorBuffer>()).Push(buffer);
        }
    }

    /// <summary>The capacity in floats that serves <paramref name="length"/>, and its class; a capacity is its own round-up.</summary>
    private static int RoundUp(int length, out int sizeClass)
    {
        const int Smallest = 64; // one page of small tensors is not worth finer classes
        if (length <= Smallest)
        {
            sizeClass = 0;
            return Smallest;
        }

        var power = BitOperations.Log2((uint)(length - 1)); // 2^power < length <= 2^(power+1)
        var step = 1 << Math.Max(power - 3, 4); // multiples of 16 floats keep the alignment
        var rounded = (int)Math.Min(((long)length + step - 1) / step * step, Array.MaxLength);
        sizeClass = power * 8 + Math.Min(7, (int)(((long)rounded - (1L << power) - 1) / step));
        return rounded;
    }
}
