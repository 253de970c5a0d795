using System.Numerics.Tensors;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.Cdq;

/// <summary>Codebooks C_1 … C_M of 256 vectors each: an item is the sum of one vector of each (Zhang et al., ICML 2014). Buffer: <c>vectors</c> [M × 256, dimensions].</summary>
internal sealed class Codebooks : Module
{
    /// <summary>Bits that choose a vector of one book.</summary>
    public const int BitsPerBook = 8;

    private const int Choices = 1 << BitsPerBook;

    // Iterated conditional modes: each book in turn is chosen anew, the others held. The first sweeps do nearly all.
    private const int Sweeps = 3;

    private readonly Tensor vectors;
    private readonly int dimensions;

    /// <param name="books">M.</param>
    /// <param name="dimensions">Of a vector.</param>
    public Codebooks(int books, int dimensions)
    {
        (Books, this.dimensions) = (books, dimensions);
        vectors = AddBuffer("vectors", [books * Choices, dimensions]);
    }

    /// <summary>M.</summary>
    public int Books { get; }

    /// <summary>The code that comes near to a vector, from nothing: greedily book by book, then bettered book by book.</summary>
    /// <param name="z">[dimensions]</param>
    /// <param name="code">[M], overwritten.</param>
    public void Encode(ReadOnlySpan<float> z, Span<byte> code)
    {
        Span<float> residual = stackalloc float[dimensions];
        z.CopyTo(residual);
        for (var book = 0; book < Books; book++)
        {
            code[book] = Nearest(residual, book);
            TensorPrimitives.Subtract(residual, VectorOf(book, code[book]), residual);
        }

        Better(z, code, Sweeps);
    }

    /// <summary>Chooses each book anew, the others held; the distance never grows.</summary>
    public void Better(ReadOnlySpan<float> z, Span<byte> code, int sweeps)
    {
        Span<float> residual = stackalloc float[dimensions];
        Reconstruct(code, residual);
        TensorPrimitives.Subtract(z, residual, residual);
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            for (var book = 0; book < Books; book++)
            {
                TensorPrimitives.Add(residual, VectorOf(book, code[book]), residual);
                code[book] = Nearest(residual, book);
                TensorPrimitives.Subtract(residual, VectorOf(book, code[book]), residual);
            }
        }
    }

    /// <summary>The sum of the vectors that a code chooses.</summary>
    public void Reconstruct(ReadOnlySpan<byte> code, Span<float> vector)
    {
        vector.Clear();
        for (var book = 0; book < Books; book++)
            TensorPrimitives.Add(vector, VectorOf(book, code[book]), vector);
    }

    /// <summary>Books to begin with: of each, what is left of some items by the books before it.</summary>
    /// <param name="rows">[n × dimensions]</param>
    /// <param name="random">Chooses the items.</param>
    public void Begin(ReadOnlySpan<float> rows, RandomSource random)
    {
        var count = rows.Length / dimensions;
        var residuals = rows.ToArray();
        for (var book = 0; book < Books; book++)
        {
            for (var choice = 0; choice < Choices; choice++)
                residuals.AsSpan(random.NextInt(count) * dimensions, dimensions).CopyTo(VectorOf(book, choice));
            var own = book;
            Parallel.For(0, count, item =>
            {
                var residual = residuals.AsSpan(item * dimensions, dimensions);
                TensorPrimitives.Subtract(residual, VectorOf(own, Nearest(residual, own)), residual);
            });
        }
    }

    /// <summary>Fits the books to codes that are held, one book after the other: each vector becomes the mean of what the other books leave of the items that choose it.</summary>
    /// <param name="rows">[n × dimensions]</param>
    /// <param name="codes">[n × M]</param>
    public void Fit(ReadOnlySpan<float> rows, ReadOnlySpan<byte> codes)
    {
        var count = rows.Length / dimensions;
        var reconstruction = new float[dimensions];
        for (var book = 0; book < Books; book++)
        {
            var (sums, counts) = (new double[Choices * dimensions], new int[Choices]);
            for (var item = 0; item < count; item++)
            {
                var code = codes.Slice(item * Books, Books);
                Reconstruct(code, reconstruction);
                var choice = code[book];
                var own = VectorOf(book, choice);
                counts[choice]++;
                for (var i = 0; i < dimensions; i++)
                    sums[choice * dimensions + i] += rows[item * dimensions + i] - reconstruction[i] + own[i];
            }

            for (var choice = 0; choice < Choices; choice++)
            {
                for (var i = 0; i < dimensions && counts[choice] > 0; i++)
                    VectorOf(book, choice)[i] = (float)(sums[choice * dimensions + i] / counts[choice]);
            }
        }
    }

    private byte Nearest(ReadOnlySpan<float> residual, int book)
    {
        var (best, least) = (0, float.MaxValue);
        for (var choice = 0; choice < Choices; choice++)
        {
            var vector = VectorOf(book, choice);
            var distance = TensorPrimitives.SumOfSquares<float>(vector) - 2 * TensorPrimitives.Dot(residual, vector);
            if (distance < least)
                (best, least) = (choice, distance);
        }

        return (byte)best;
    }

    private Span<float> VectorOf(int book, int choice) => vectors.Data.Slice((book * Choices + choice) * dimensions, dimensions);
}
