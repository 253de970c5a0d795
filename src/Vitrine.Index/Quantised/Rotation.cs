using System.Numerics;
using System.Runtime.CompilerServices;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>
/// A random rotation, as the estimate of <see cref="CodeFactors"/> asks for: after it no direction of the data is special, whatever the vectors were.
/// Instead of a matrix, which a query would have to read, four rounds of random signs and a Hadamard transform (Ailon and Chazelle, 2009), which is a
/// rotation too: D·log D steps and no memory but the signs. A transform takes a power of two, so the rounds take the first and the last such window by
/// turns; both overlap, since a window is more than half.
/// </summary>
internal sealed class Rotation
{
    private const int Rounds = 4;

    private readonly int given;
    private readonly int window;
    private readonly float[] signs; // round by round, divided by the transform's factor inside of the window

    /// <param name="dimensions">Dimensions of the vectors.</param>
    /// <param name="seed">Same seed, same rotation, on every machine.</param>
    public Rotation(int dimensions, ulong seed)
    {
        given = dimensions;
        Dimensions = PaddedTo(dimensions);
        window = (int)BitOperations.RoundUpToPowerOf2((uint)Dimensions / 2 + 1);
        signs = new float[Rounds * Dimensions];
        var factor = (float)(1 / Math.Sqrt(window));
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < Dimensions; i++)
            {
                var inside = i >= Start(round) && i < Start(round) + window;
                signs[round * Dimensions + i] = (SplitMix64.At(seed, (ulong)(round * Dimensions + i)) & 1) == 0 ? inside ? factor : 1 : inside ? -factor : -1;
            }
        }
    }

    /// <summary>Dimensions of a rotated vector: a multiple of 64, so that its signs are whole words.</summary>
    public int Dimensions { get; }

    /// <summary>Dimensions that vectors are rotated in: they are filled up with zeros before.</summary>
    public static int PaddedTo(int dimensions) => (dimensions + 63) / 64 * 64;

    /// <summary>Rotates a vector; inner products stay as they are.</summary>
    /// <param name="vector">As many numbers as there are dimensions.</param>
    /// <param name="rotated">Room for <see cref="Dimensions"/> numbers.</param>
    public void Apply(ReadOnlySpan<float> vector, Span<float> rotated)
    {
        vector[..given].CopyTo(rotated);
        rotated[given..].Clear();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < Dimensions; i++)
                rotated[i] *= signs[round * Dimensions + i];
            Transform(rotated.Slice(Start(round), window));
        }
    }

    private int Start(int round) => round % 2 == 0 ? 0 : Dimensions - window;

    /// <summary>Hadamard's transform in place, without its factor. Sums and differences are of single numbers, so every width gives the same bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static void Transform(Span<float> numbers)
    {
        for (var half = 1; half < numbers.Length; half *= 2)
        {
            for (var start = 0; start < numbers.Length; start += 2 * half)
            {
                var lower = numbers.Slice(start, half);
                var upper = numbers.Slice(start + half, half);
                var i = 0;
                for (; i + Vector<float>.Count <= half; i += Vector<float>.Count)
                {
                    var (a, b) = (new Vector<float>(lower[i..]), new Vector<float>(upper[i..]));
                    (a + b).CopyTo(lower[i..]);
                    (a - b).CopyTo(upper[i..]);
                }

                for (; i < half; i++)
                    (lower[i], upper[i]) = (lower[i] + upper[i], lower[i] - upper[i]);
            }
        }
    }
}
