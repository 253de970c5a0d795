namespace Vitrine.Tensors.Kernels;

/// <summary>A block of scores: some queries of one head × the keys that they see. Rows begin on a cache line.</summary>
internal static unsafe class ScoreBlock
{
    // 64 queries × 512 keys of scores and as many of their gradients are 256 KiB: they stay in the second-level cache.
    private const int MaxFloats = 64 * 512;

    private const int Lanes = 16;

    // A score that counts nothing: e^−10³⁰ is the smallest number that Exp returns.
    private const float Nothing = -1e30f;

    public static int Stride(int keys) => (keys + Lanes - 1) / Lanes * Lanes;

    /// <summary>Queries per block.</summary>
    public static int Rows(int queries, int keys)
    {
        var limit = Math.Max(MaxFloats / Math.Max(Stride(keys), 1), 12);
        var blocks = (queries + limit - 1) / limit;
        return (queries + blocks - 1) / blocks;
    }

    /// <summary>row ← exp(row − largest); returns the sum, and log of the sum of exp(row) in <paramref name="logSum"/>. No visible key: zeros.</summary>
    /// <param name="row">The scores of one query.</param>
    /// <param name="visible">Keys that it may see.</param>
    /// <param name="keys">Keys of the row; the rest becomes 0.</param>
    /// <param name="holes">0 for padding among the visible keys, or null.</param>
    /// <param name="logSum">The denominator's logarithm.</param>
    public static float Exponentials<TSimd, TVector>(float* row, int visible, int keys, float* holes, out float logSum)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        logSum = 0;
        var end = Fill<TSimd, TVector>(row, visible, holes);
        var largest = TSimd.Broadcast(Nothing);
        for (var j = 0; j < end; j += TSimd.Width)
            largest = TSimd.Max(largest, TSimd.Load(row + j));
        var shift = TSimd.Largest(largest);
        if (shift == Nothing)
        {
            new Span<float>(row, keys).Clear();
            return 0;
        }

        var sums = TSimd.Broadcast(0);
        for (var j = 0; j < end; j += TSimd.Width)
        {
            var value = Functions<TSimd, TVector>.Exp(TSimd.Subtract(TSimd.Load(row + j), TSimd.Broadcast(shift)));
            TSimd.Store(value, row + j);
            sums = TSimd.Add(sums, value);
        }

        Clear(row, visible, keys, holes);
        var sum = TSimd.Sum(sums);
        logSum = shift + MathF.Log(sum);
        return sum;
    }

    /// <summary>row ← exp(row − logSum), the softmax once more.</summary>
    public static void Probabilities<TSimd, TVector>(float* row, int visible, int keys, float* holes, float logSum)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var end = Fill<TSimd, TVector>(row, visible, holes);
        for (var j = 0; j < end; j += TSimd.Width)
            TSimd.Store(Functions<TSimd, TVector>.Exp(TSimd.Subtract(TSimd.Load(row + j), TSimd.Broadcast(logSum))), row + j);
        Clear(row, visible, keys, holes);
    }

    /// <summary>gradients ← probabilities · (gradients − mean) · scale: the gradient of the scores of one query.</summary>
    public static void ScoreGradients<TSimd, TVector>(float* probabilities, float* gradients, int keys, float mean, float scale)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        // The room behind the last key is written too; no one reads it.
        for (var j = 0; j < keys; j += TSimd.Width)
        {
            var centred = TSimd.Subtract(TSimd.Load(gradients + j), TSimd.Broadcast(mean));
            TSimd.Store(TSimd.Multiply(TSimd.Multiply(TSimd.Load(probabilities + j), TSimd.Broadcast(scale)), centred), gradients + j);
        }
    }

    /// <summary>The dot product of two rows.</summary>
    public static float Dot<TSimd, TVector>(float* a, float* b, int length)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var sums = TSimd.Broadcast(0);
        var j = 0;
        for (; j <= length - TSimd.Width; j += TSimd.Width)
            sums = TSimd.MultiplyAdd(TSimd.Load(a + j), TSimd.Load(b + j), sums);
        var sum = TSimd.Sum(sums);
        for (; j < length; j++)
            sum += a[j] * b[j];
        return sum;
    }

    /// <summary>row ← row · factor.</summary>
    public static void Scale<TSimd, TVector>(float* row, int length, float factor)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var j = 0;
        for (; j <= length - TSimd.Width; j += TSimd.Width)
            TSimd.Store(TSimd.Multiply(TSimd.Load(row + j), TSimd.Broadcast(factor)), row + j);
        for (; j < length; j++)
            row[j] *= factor;
    }

    /// <summary>Hides padding, and fills the last vector of the visible keys up, so that no loop needs a rest; returns where it ends.</summary>
    private static int Fill<TSimd, TVector>(float* row, int visible, float* holes)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (var j = 0; holes != null && j < visible; j++)
        {
            if (holes[j] == 0)
                row[j] = Nothing;
        }

        var end = (visible + TSimd.Width - 1) / TSimd.Width * TSimd.Width;
        for (var j = visible; j < end; j++)
            row[j] = Nothing;
        return end;
    }

    private static void Clear(float* row, int visible, int keys, float* holes)
    {
        for (var j = 0; holes != null && j < visible; j++)
        {
            if (holes[j] == 0)
                row[j] = 0;
        }

        new Span<float>(row + visible, keys - visible).Clear();
    }
}
