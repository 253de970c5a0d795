using System.Runtime.CompilerServices;

namespace Vitrine.Index;

/// <summary>One number at a time.</summary>
internal sealed unsafe class DotKernelScalar : DotKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Single(float* row, float* query, int length)
    {
        float sum = 0;
        for (var i = 0; i < length; i++)
            sum += row[i] * query[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Half(short* row, float* query, int length)
    {
        float sum = 0;
        for (var i = 0; i < length; i++)
            sum += BitConverter.Int32BitsToSingle((row[i] << 13) & unchecked((int)0x8FFF_E000)) * query[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Int8(sbyte* row, short* query, int length)
    {
        var sum = 0;
        for (var i = 0; i < length; i++)
            sum += row[i] * query[i];
        return sum;
    }
}
