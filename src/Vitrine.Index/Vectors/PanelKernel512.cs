using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vitrine.Index;

/// <summary>AVX-512: eight rows and 32 queries, sixteen sums in registers.</summary>
internal sealed unsafe class PanelKernel512 : PanelKernel
{
    public override int Width => 2 * Vector512<float>.Count;

    public override int Rows => 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    public override void Multiply(float* rows, int stride, int count, float* panel, int length, float* products, int places, bool adds)
    {
        for (var first = 0; first < count; first += 8)
        {
            // Past the end the last row stands in for those that are not there.
            var last = count - 1 - first;
            float* row0 = rows + (long)first * stride, row1 = row0 + Math.Min(1, last) * stride, row2 = row0 + Math.Min(2, last) * stride, row3 = row0 + Math.Min(3, last) * stride;
            float* row4 = row0 + Math.Min(4, last) * stride, row5 = row0 + Math.Min(5, last) * stride, row6 = row0 + Math.Min(6, last) * stride, row7 = row0 + Math.Min(7, last) * stride;
            Vector512<float> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
            Vector512<float> s40 = default, s41 = default, s50 = default, s51 = default, s60 = default, s61 = default, s70 = default, s71 = default;
            var queries = panel;
            for (var i = 0; i < length; i++, queries += 32)
            {
                var (query0, query1) = (Vector512.Load(queries), Vector512.Load(queries + 16));
                var number = Vector512.Create(row0[i]);
                s00 = Vector512.FusedMultiplyAdd(number, query0, s00);
                s01 = Vector512.FusedMultiplyAdd(number, query1, s01);
                number = Vector512.Create(row1[i]);
                s10 = Vector512.FusedMultiplyAdd(number, query0, s10);
                s11 = Vector512.FusedMultiplyAdd(number, query1, s11);
                number = Vector512.Create(row2[i]);
                s20 = Vector512.FusedMultiplyAdd(number, query0, s20);
                s21 = Vector512.FusedMultiplyAdd(number, query1, s21);
                number = Vector512.Create(row3[i]);
                s30 = Vector512.FusedMultiplyAdd(number, query0, s30);
                s31 = Vector512.FusedMultiplyAdd(number, query1, s31);
                number = Vector512.Create(row4[i]);
                s40 = Vector512.FusedMultiplyAdd(number, query0, s40);
                s41 = Vector512.FusedMultiplyAdd(number, query1, s41);
                number = Vector512.Create(row5[i]);
                s50 = Vector512.FusedMultiplyAdd(number, query0, s50);
                s51 = Vector512.FusedMultiplyAdd(number, query1, s51);
                number = Vector512.Create(row6[i]);
                s60 = Vector512.FusedMultiplyAdd(number, query0, s60);
                s61 = Vector512.FusedMultiplyAdd(number, query1, s61);
                number = Vector512.Create(row7[i]);
                s70 = Vector512.FusedMultiplyAdd(number, query0, s70);
                s71 = Vector512.FusedMultiplyAdd(number, query1, s71);
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
            if (last > 5)
                Put(to + 6 * places, s60, s61, adds);
            if (last > 6)
                Put(to + 7 * places, s70, s71, adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* to, Vector512<float> sum0, Vector512<float> sum1, bool adds)
    {
        (adds ? Vector512.Load(to) + sum0 : sum0).Store(to);
        (adds ? Vector512.Load(to + 16) + sum1 : sum1).Store(to + 16);
    }
}
