using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>
/// AVX-512. Two or four independent sums hide the latency of the fused multiply-add: each next one would otherwise wait for the last.
/// </summary>
internal sealed unsafe class DotKernel512 : DotKernel
{
    public override DotBlock? Block { get; } = new DotBlock(); // whole numbers add up to the same in any order and width

    public override PanelKernel? Panels { get; } = new PanelKernel512();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Single(float* row, float* query, int length)
    {
        Vector512<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        var i = 0;
        for (; i + 64 <= length; i += 64)
        {
            sum0 = Vector512.FusedMultiplyAdd(Vector512.Load(row + i), Vector512.Load(query + i), sum0);
            sum1 = Vector512.FusedMultiplyAdd(Vector512.Load(row + i + 16), Vector512.Load(query + i + 16), sum1);
            sum2 = Vector512.FusedMultiplyAdd(Vector512.Load(row + i + 32), Vector512.Load(query + i + 32), sum2);
            sum3 = Vector512.FusedMultiplyAdd(Vector512.Load(row + i + 48), Vector512.Load(query + i + 48), sum3);
        }

        for (; i < length; i += 32)
        {
            sum0 = Vector512.FusedMultiplyAdd(Vector512.Load(row + i), Vector512.Load(query + i), sum0);
            sum1 = Vector512.FusedMultiplyAdd(Vector512.Load(row + i + 16), Vector512.Load(query + i + 16), sum1);
        }

        return Vector512.Sum(sum0 + sum1 + (sum2 + sum3));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Half(short* row, float* query, int length)
    {
        Vector512<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        var i = 0;
        for (; i + 64 <= length; i += 64)
        {
            sum0 = Vector512.FusedMultiplyAdd(Widen(row + i), Vector512.Load(query + i), sum0);
            sum1 = Vector512.FusedMultiplyAdd(Widen(row + i + 16), Vector512.Load(query + i + 16), sum1);
            sum2 = Vector512.FusedMultiplyAdd(Widen(row + i + 32), Vector512.Load(query + i + 32), sum2);
            sum3 = Vector512.FusedMultiplyAdd(Widen(row + i + 48), Vector512.Load(query + i + 48), sum3);
        }

        for (; i < length; i += 32)
        {
            sum0 = Vector512.FusedMultiplyAdd(Widen(row + i), Vector512.Load(query + i), sum0);
            sum1 = Vector512.FusedMultiplyAdd(Widen(row + i + 16), Vector512.Load(query + i + 16), sum1);
        }

        return Vector512.Sum(sum0 + sum1 + (sum2 + sum3));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Int8(sbyte* row, short* query, int length)
    {
        Vector512<int> sum0 = default, sum1 = default;
        var i = 0;
        for (; i + 64 <= length; i += 64)
        {
            sum0 += Products(row + i, query + i);
            sum1 += Products(row + i + 32, query + i + 32);
        }

        for (; i < length; i += 32)
            sum0 += Products(row + i, query + i);
        return Vector512.Sum(sum0 + sum1);
    }

    /// <summary>
    /// 16 halves as floats 2⁻¹¹² times their value. Widening with sign fills the upper half with the sign bit; after the shift the
    /// mask keeps it in its place and drops its copies, which lie between it and the exponent. Subnormal halves come out right too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Widen(short* halves) =>
        (Avx512F.ConvertToVector512Int32(Vector256.Load(halves)) << 13 & Vector512.Create(unchecked((int)0x8FFF_E000))).AsSingle();

    /// <summary>32 products, added in pairs to 16 sums: the bytes become 16-bit numbers, one instruction multiplies and adds pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Products(sbyte* row, short* query) =>
        Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(row)), Vector512.Load(query));
}
