using Vitrine.Models.Baselines.Cdq;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Hashing;

public class CodebooksTests
{
    private const int Books = 2;
    private const int Dimensions = 6;
    private const int Items = 900;

    [Fact]
    public void Fitting_RoundByRound_NeverMovesCodesFurtherAway()
    {
        var random = new RandomSource(5);
        var rows = new float[Items * Dimensions];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = random.NextNormal();
        using var books = new Codebooks(Books, Dimensions);
        books.Begin(rows, random);
        var codes = new byte[Items * Books];
        for (var item = 0; item < Items; item++)
            books.Encode(Row(item), codes.AsSpan(item * Books, Books));
        var first = Error();
        var before = first;
        for (var round = 0; round < 4; round++)
        {
            books.Fit(rows, codes);
            var fitted = Error();
            Assert.True(fitted <= before * (1 + 1e-6), $"{fitted} after fitting, {before} before");
            for (var item = 0; item < Items; item++)
                books.Better(Row(item), codes.AsSpan(item * Books, Books), 1);
            before = Error();
            Assert.True(before <= fitted * (1 + 1e-6), $"{before} after choosing anew, {fitted} before");
        }

        Assert.True(before < 0.8 * first, $"{before} in the end, {first} at first");
        Assert.True(before < 0.1 * rows.Sum(x => (double)x * x), $"{before}"); // two bytes say much of six numbers

        double Error()
        {
            var sum = 0.0;
            Span<float> coded = stackalloc float[Dimensions];
            for (var item = 0; item < Items; item++)
            {
                books.Reconstruct(codes.AsSpan(item * Books, Books), coded);
                for (var i = 0; i < Dimensions; i++)
                    sum += Math.Pow(rows[item * Dimensions + i] - coded[i], 2);
            }

            return sum;
        }

        ReadOnlySpan<float> Row(int item) => rows.AsSpan(item * Dimensions, Dimensions);
    }
}
