using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vitrine.Index;

/// <summary>AVX2 with FMA: six rows and sixteen queries, twelve sums in registers.</summary>
internal sealed unsafe class PanelKernel256 : PanelKernel
{
    public override int Width => 2 * Vector256<float>.Count;

    public override int Rows => 6;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    public override void Multiply(float* rows, int stride, int count, float* panel, int length, float* products, int places, bool adds)
    {
        for (var first = 0; first < count; first += 6)
        {
            // Past the end the last row stands in for those that are not there.
            var last = count - 1 - first;
            float* row0 = rows + (long)first * stride, row1 = row0 + Math.Min(1, last) * stride, row2 = row0 + Math.Min(2, last) * stride;
            float* row3 = row0 + Math.Min(3, last) * stride, row4 = row0 + Math.Min(4, last) * stride, row5 = row0 + Math.Min(5, last) * stride;
            Vector256<float> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default;
            Vector256<float> s30 = default, s31 = default, s40 = default, s41 = default, s50 = default, s51 = default;
            var queries = panel;
            for (var i = 0; i < length; i++, queries += 16)
            {
                var (query0, query1) = (Vector256.Load(queries), Vector256.Load(queries + 8));
                var number = Vector256.Create(row0[i]);
                s00 = Vector256.FusedMultiplyAdd(number, query0, s00);
                s01 = Vector256.FusedMultiplyAdd(number, query1, s01);
                number = Vector256.Create(row1[i]);
                s10 = Vector256.FusedMultiplyAdd(number, query0, s10);
                s11 = Vector256.FusedMultiplyAdd(number, query1, s11);
                number = Vector256.Create(row2[i]);
                s20 = Vector256.FusedMultiplyAdd(number, query0, s20);
                s21 = Vector256.FusedMultiplyAdd(number, query1, s21);
                number = Vector256.Create(row3[i]);
                s30 = Vector256.FusedMultiplyAdd(number, query0, s30);
                s31 = Vector256.FusedMultiplyAdd(number, query1, s31);
                number = Vector256.Create(row4[i]);
                s40 = Vector256.FusedMultiplyAdd(number, query0, s40);
                s41 = Vector256.FusedMultiplyAdd(number, query1, s41);
                number = Vector256.Create(row5[i]);
                s50 = Vector256.FusedMultiplyAdd(number, query0, s50);
                s51 = Vector256.FusedMultiplyAdd(number, query1, s51);
            }

            var to = products + (long)first * places;
            Put(to, s00, s01, adds);
            if (last > 0)
                Put(to + places, s10, s11, adds);
            if (last > 1)
                Put(to + 2 * places, s20, s21, adds);
            if (last > 2)
                Put(to + 3 * places, s30, s31, adds);
            if (last > 3)
                Put(to + 4 * places, s40, s41, adds);
            if (last > 4)
                Put(to + 5 * places, s50, s51, adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* to, Vector256<float> sum0, Vector256<float> sum1, bool adds)
    {
        (adds ? Vector256.Load(to) + sum0 : sum0).Store(to);
        (adds ? Vector256.Load(to + 8) + sum1 : sum1).Store(to + 8);
    }
}
