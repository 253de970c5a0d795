using System.Numerics;

namespace Vitrine.Index;

/// <summary>
/// The code of four bits a dimension (Gao et al., "Practical and asymptotically optimal quantization of high-dimensional vectors", SIGMOD 2025):
/// a number v of 0…15 stands for v − 7.5. Two lie in a byte: dimension i of the first half in the lower bits, i of the second half in the upper ones.
/// </summary>
internal static class FourBitCode
{
    /// <summary>What 0 stands for, with its sign changed.</summary>
    public const float Middle = 7.5f;

    private const int MaxMagnitude = 7; // of a number without its sign: 0…7 stand for 0.5…7.5

    // Steps, in standard deviations, that are tried for each vector. A rotated vector is nearly Gaussian, for which a uniform quantiser of 16 levels loses
    // least with a step of 0.335 (Max, 1960). The paper goes through all steps at which a number changes; six get within a thousandth of its cosine.
    private static readonly float[] Steps = [0.26f, 0.29f, 0.32f, 0.35f, 0.38f, 0.42f];

    /// <summary>Bytes of a code.</summary>
    public static int Bytes(int dimensions) => dimensions / 2;

    /// <summary>Finds the code that points most nearly as a residual does.</summary>
    /// <param name="residual">Rotated; a multiple of 64 dimensions.</param>
    /// <param name="packed">Two dimensions in a byte.</param>
    /// <param name="code">u.</param>
    public static void Of(ReadOnlySpan<float> residual, Span<byte> packed, Span<float> code)
    {
        var perStep = PerStep(residual);
        var half = residual.Length / 2;
        for (var i = 0; i < residual.Length; i++)
        {
            var magnitude = Magnitude(residual[i], perStep);
            var number = residual[i] < 0 ? MaxMagnitude - magnitude : MaxMagnitude + 1 + magnitude;
            code[i] = number - Middle;
            if (i < half)
                packed[i] = (byte)number;
            else
                packed[i - half] |= (byte)(number << 4);
        }
    }

    /// <summary>Numbers of a code, each in a byte, in the order of the dimensions.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<sbyte> numbers)
    {
        var upper = numbers[packed.Length..];
        var i = 0;
        for (; i + Vector<byte>.Count <= packed.Length; i += Vector<byte>.Count)
        {
            var pairs = new Vector<byte>(packed[i..]);
            Vector.AsVectorSByte(pairs & new Vector<byte>(15)).CopyTo(numbers[i..]);
            Vector.AsVectorSByte(Vector.ShiftRightLogical(pairs, 4)).CopyTo(upper[i..]);
        }

        for (; i < packed.Length; i++)
        {
            numbers[i] = (sbyte)(packed[i] & 15);
            upper[i] = (sbyte)(packed[i] >> 4);
        }
    }

    /// <summary>Steps per unit that give the largest cosine of those that are tried.</summary>
    private static float PerStep(ReadOnlySpan<float> residual)
    {
        double squares = 0;
        foreach (var number in residual)
            squares += (double)number * number;
        var deviation = Math.Sqrt(squares / residual.Length);
        if (deviation == 0)
            return 0;
        var (best, found) = (double.NegativeInfinity, 0f);
        foreach (var step in Steps)
        {
            var perStep = (float)(1 / (step * deviation));
            float product = 0, length = 0;
            foreach (var number in residual)
            {
                var level = Magnitude(number, perStep) + 0.5f;
                product += level * MathF.Abs(number);
                length += level * level;
            }

            var cosine = product / Math.Sqrt(length);
            if (cosine > best)
                (best, found) = (cosine, perStep);
        }

        return found;
    }

    private static int Magnitude(float number, float perStep) => (int)MathF.Min(MathF.Abs(number) * perStep, MaxMagnitude);
}
