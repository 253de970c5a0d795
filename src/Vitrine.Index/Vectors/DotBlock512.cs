using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vitrine.Index;

/// <summary>The sums of <see cref="DotKernel512"/>, for twelve pairs.</summary>
internal sealed unsafe class DotBlock512 : DotBlock
{
    private const int Parts = 4;
    private const int Pairs = Rows * Queries;

    private readonly DotBlock256 narrower = new();

    public override void Single(byte* row, int stride, float** queries, int length, float* products, int places) => Run<SingleRow>(row, stride, queries, length, products, places);

    public override void Half(byte* row, int stride, float** queries, int length, float* products, int places) => Run<HalfRow>(row, stride, queries, length, products, places);

    // Whole numbers add up to the same in any order and width.
    public override void Int8(byte* row, int stride, short** queries, int length, int* products, int places) => narrower.Int8(row, stride, queries, length, products, places);

    [SkipLocalsInit] // all sums are written
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static void Run<TRow>(byte* row, int stride, float** queries, int length, float* products, int places) where TRow : struct, IRow
    {
        var sums = stackalloc Vector512<float>[Parts * Pairs];
        byte* row1 = row + stride, row2 = row1 + stride;
        float* query0 = queries[0], query1 = queries[1], query2 = queries[2], query3 = queries[3];
        for (var part = 0; part < Parts; part++)
        {
            Vector512<float> s00 = default, s01 = default, s02 = default, s03 = default;
            Vector512<float> s10 = default, s11 = default, s12 = default, s13 = default;
            Vector512<float> s20 = default, s21 = default, s22 = default, s23 = default;
            for (var i = part * Vector512<float>.Count; i < length; i += Parts * Vector512<float>.Count)
            {
                var (number0, number1, number2) = (TRow.Load(row, i), TRow.Load(row1, i), TRow.Load(row2, i));
                var query = Vector512.Load(query0 + i);
                s00 = Vector512.FusedMultiplyAdd(number0, query, s00);
                s10 = Vector512.FusedMultiplyAdd(number1, query, s10);
                s20 = Vector512.FusedMultiplyAdd(number2, query, s20);
                query = Vector512.Load(query1 + i);
                s01 = Vector512.FusedMultiplyAdd(number0, query, s01);
                s11 = Vector512.FusedMultiplyAdd(number1, query, s11);
                s21 = Vector512.FusedMultiplyAdd(number2, query, s21);
                query = Vector512.Load(query2 + i);
                s02 = Vector512.FusedMultiplyAdd(number0, query, s02);
                s12 = Vector512.FusedMultiplyAdd(number1, query, s12);
                s22 = Vector512.FusedMultiplyAdd(number2, query, s22);
                query = Vector512.Load(query3 + i);
                s03 = Vector512.FusedMultiplyAdd(number0, query, s03);
                s13 = Vector512.FusedMultiplyAdd(number1, query, s13);
                s23 = Vector512.FusedMultiplyAdd(number2, query, s23);
            }

            var of = sums + part * Pairs;
            (of[0], of[1], of[2], of[3]) = (s00, s01, s02, s03);
            (of[4], of[5], of[6], of[7]) = (s10, s11, s12, s13);
            (of[8], of[9], of[10], of[11]) = (s20, s21, s22, s23);
        }

        for (var q = 0; q < Queries; q++, sums++, products += places)
        {
            products[0] = Sum(sums);
            products[1] = Sum(sums + Queries);
            products[2] = Sum(sums + 2 * Queries);
        }
    }

    /// <summary>Adds up the parts of a pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector512<float>* parts) => Vector512.Sum(parts[0] + parts[Pairs] + (parts[2 * Pairs] + parts[3 * Pairs]));

    /// <summary>Numbers of a stored row.</summary>
    private interface IRow
    {
        static abstract Vector512<float> Load(byte* row, int at);
    }

    private readonly struct SingleRow : IRow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Load(byte* row, int at) => Vector512.Load((float*)row + at);
    }

    private readonly struct HalfRow : IRow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Load(byte* row, int at) => DotKernel512.Widen((short*)row + at);
    }
}
