using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>AVX2 with FMA; the same steps as <see cref="DotKernel512"/> in half the width.</summary>
internal sealed unsafe class DotKernel256 : DotKernel
{
    public override DotBlock? Block { get; } = new DotBlock();

    public override PanelKernel? Panels { get; } = new PanelKernel256();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Single(float* row, float* query, int length)
    {
        Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (var i = 0; i < length; i += Step)
        {
            sum0 = Vector256.FusedMultiplyAdd(Vector256.Load(row + i), Vector256.Load(query + i), sum0);
            sum1 = Vector256.FusedMultiplyAdd(Vector256.Load(row + i + 8), Vector256.Load(query + i + 8), sum1);
            sum2 = Vector256.FusedMultiplyAdd(Vector256.Load(row + i + 16), Vector256.Load(query + i + 16), sum2);
            sum3 = Vector256.FusedMultiplyAdd(Vector256.Load(row + i + 24), Vector256.Load(query + i + 24), sum3);
        }

        return Vector256.Sum(sum0 + sum1 + (sum2 + sum3));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Half(short* row, float* query, int length)
    {
        Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (var i = 0; i < length; i += Step)
        {
            sum0 = Vector256.FusedMultiplyAdd(Widen(row + i), Vector256.Load(query + i), sum0);
            sum1 = Vector256.FusedMultiplyAdd(Widen(row + i + 8), Vector256.Load(query + i + 8), sum1);
            sum2 = Vector256.FusedMultiplyAdd(Widen(row + i + 16), Vector256.Load(query + i + 16), sum2);
            sum3 = Vector256.FusedMultiplyAdd(Widen(row + i + 24), Vector256.Load(query + i + 24), sum3);
        }

        return Vector256.Sum(sum0 + sum1 + (sum2 + sum3));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Int8(sbyte* row, short* query, int length)
    {
        Vector256<int> sum0 = default, sum1 = default;
        for (var i = 0; i < length; i += Step)
        {
            sum0 = AddProducts(sum0, row + i, query + i);
            sum1 = AddProducts(sum1, row + i + 16, query + i + 16);
        }

        return Vector256.Sum(sum0 + sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Widen(short* halves) =>
        (Avx2.ConvertToVector256Int32(Vector128.Load(halves)) << 13 & Vector256.Create(unchecked((int)0x8FFF_E000))).AsSingle();

    /// <summary>VNNI, where present, multiplies, adds pairs and accumulates in one instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> AddProducts(Vector256<int> sum, sbyte* row, short* query)
    {
        var wide = Avx2.ConvertToVector256Int16(Vector128.Load(row));
        return AvxVnni.IsSupported
            ? AvxVnni.MultiplyWideningAndAdd(sum, wide, Vector256.Load(query))
            : sum + Avx2.MultiplyAddAdjacent(wide, Vector256.Load(query));
    }
}
