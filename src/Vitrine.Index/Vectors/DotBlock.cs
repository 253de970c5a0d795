using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>
/// Inner products of three stored 8-bit rows with four prepared queries, by AVX2: each number that is loaded is multiplied three or four times, so that a batch is bound by
/// multiplications and not by loads. Whole numbers add up to the same in any order: every product is what <see cref="DotKernel.Int8"/> gives.
/// </summary>
internal sealed unsafe class DotBlock
{
    /// <summary>Rows of a block.</summary>
    public const int Rows = 3;

    /// <summary>Queries of a block.</summary>
    public const int Queries = 4;

    /// <summary>8-bit rows, 16-bit queries; twelve sums in registers.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="queries">Four queries.</param>
    /// <param name="length">Numbers of a row, a multiple of <see cref="DotKernel.Step"/>.</param>
    /// <param name="products">Receives those of the first query, row after row.</param>
    /// <param name="places">Places from those of one query to those of the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    public void Int8(byte* row, int stride, short** queries, int length, int* products, int places)
    {
        byte* row1 = row + stride, row2 = row1 + stride;
        short* query0 = queries[0], query1 = queries[1], query2 = queries[2], query3 = queries[3];
        Vector256<int> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector256<int> s10 = default, s11 = default, s12 = default, s13 = default;
        Vector256<int> s20 = default, s21 = default, s22 = default, s23 = default;
        for (var i = 0; i < length; i += Vector256<short>.Count)
        {
            var (number0, number1, number2) = (Widen(row + i), Widen(row1 + i), Widen(row2 + i));
            var query = Vector256.Load(query0 + i);
            s00 += Avx2.MultiplyAddAdjacent(number0, query);
            s10 += Avx2.MultiplyAddAdjacent(number1, query);
            s20 += Avx2.MultiplyAddAdjacent(number2, query);
            query = Vector256.Load(query1 + i);
            s01 += Avx2.MultiplyAddAdjacent(number0, query);
            s11 += Avx2.MultiplyAddAdjacent(number1, query);
            s21 += Avx2.MultiplyAddAdjacent(number2, query);
            query = Vector256.Load(query2 + i);
            s02 += Avx2.MultiplyAddAdjacent(number0, query);
            s12 += Avx2.MultiplyAddAdjacent(number1, query);
            s22 += Avx2.MultiplyAddAdjacent(number2, query);
            query = Vector256.Load(query3 + i);
            s03 += Avx2.MultiplyAddAdjacent(number0, query);
            s13 += Avx2.MultiplyAddAdjacent(number1, query);
            s23 += Avx2.MultiplyAddAdjacent(number2, query);
        }

        (products[0], products[1], products[2]) = (Vector256.Sum(s00), Vector256.Sum(s10), Vector256.Sum(s20));
        products += places;
        (products[0], products[1], products[2]) = (Vector256.Sum(s01), Vector256.Sum(s11), Vector256.Sum(s21));
        products += places;
        (products[0], products[1], products[2]) = (Vector256.Sum(s02), Vector256.Sum(s12), Vector256.Sum(s22));
        products += places;
        (products[0], products[1], products[2]) = (Vector256.Sum(s03), Vector256.Sum(s13), Vector256.Sum(s23));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Widen(byte* numbers) => Avx2.ConvertToVector256Int16(Vector128.Load((sbyte*)numbers));
}
