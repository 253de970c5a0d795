using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>128 bits, portable (SSE, ARM AdvSimd); the same steps as <see cref="DotKernel512"/> in a quarter of the width.</summary>
internal sealed unsafe class DotKernel128 : DotKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Single(float* row, float* query, int length)
    {
        Vector128<float> sum0 = default, sum1 = default;
        for (var i = 0; i < length; i += 8)
        {
            sum0 = Vector128.MultiplyAddEstimate(Vector128.Load(row + i), Vector128.Load(query + i), sum0);
            sum1 = Vector128.MultiplyAddEstimate(Vector128.Load(row + i + 4), Vector128.Load(query + i + 4), sum1);
        }

        return Vector128.Sum(sum0 + sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Half(short* row, float* query, int length)
    {
        Vector128<float> sum0 = default, sum1 = default;
        for (var i = 0; i < length; i += 8)
        {
            var (lower, upper) = Vector128.Widen(Vector128.Load(row + i));
            sum0 = Vector128.MultiplyAddEstimate(Shift(lower), Vector128.Load(query + i), sum0);
            sum1 = Vector128.MultiplyAddEstimate(Shift(upper), Vector128.Load(query + i + 4), sum1);
        }

        return Vector128.Sum(sum0 + sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Int8(sbyte* row, short* query, int length)
    {
        Vector128<int> sum0 = default, sum1 = default;
        for (var i = 0; i < length; i += 16)
        {
            var (lower, upper) = Vector128.Widen(Vector128.Load(row + i));
            sum0 += Products(lower, Vector128.Load(query + i));
            sum1 += Products(upper, Vector128.Load(query + i + 8));
        }

        return Vector128.Sum(sum0 + sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Shift(Vector128<int> halves) => (halves << 13 & Vector128.Create(unchecked((int)0x8FFF_E000))).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Products(Vector128<short> row, Vector128<short> query)
    {
        if (Sse2.IsSupported)
            return Sse2.MultiplyAddAdjacent(row, query);
        var (rowLower, rowUpper) = Vector128.Widen(row);
        var (queryLower, queryUpper) = Vector128.Widen(query);
        return rowLower * queryLower + rowUpper * queryUpper;
    }
}
