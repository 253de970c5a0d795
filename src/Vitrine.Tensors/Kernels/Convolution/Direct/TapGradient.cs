using System.Runtime.CompilerServices;

namespace Vitrine.Tensors.Kernels;

/// <summary>The innermost loops of <see cref="ConvolutionWeightGradient{TSimd, TVector, TRows}"/>.</summary>
internal static unsafe class TapGradient
{
    /// <summary>
    /// sums[tap, filter] += Σ over places of picture[offset(tap) + place] · gradient[place, filter], for up to 8 taps and 1 or 2 vectors of filters.
    /// As in <see cref="MicroKernel"/> the sums stay in registers; each of the 8 taps walks through the picture with a pointer of its own.
    /// </summary>
    /// <param name="rows">Rows of places.</param>
    /// <param name="columns">Places in a row.</param>
    /// <param name="skip">Floats of the picture between the end of a row of places and the next.</param>
    /// <param name="picture">The padded picture.</param>
    /// <param name="offsets">One for each tap.</param>
    /// <param name="gradient">[rows·columns, filters], packed.</param>
    /// <param name="sums">[taps, filters].</param>
    /// <param name="stride">Floats from one tap's sums to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<TSimd, TVector, TRows, TColumns>(
        int rows, int columns, nint skip, float* picture, int* offsets, float* gradient, float* sums, nint stride)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TRows : struct, IConstant
        where TColumns : struct, IConstant
    {
        var two = TColumns.Value == 2;
        var x0 = picture + offsets[0];
        var x1 = TRows.Value > 1 ? picture + offsets[1] : null;
        var x2 = TRows.Value > 2 ? picture + offsets[2] : null;
        var x3 = TRows.Value > 2 ? picture + offsets[3] : null;
        var x4 = TRows.Value > 4 ? picture + offsets[4] : null;
        var x5 = TRows.Value > 4 ? picture + offsets[5] : null;
        var x6 = TRows.Value > 4 ? picture + offsets[6] : null;
        var x7 = TRows.Value > 4 ? picture + offsets[7] : null;
        TVector s0l = default, s1l = default, s2l = default, s3l = default, s4l = default, s5l = default, s6l = default, s7l = default;
        TVector s0r = default, s1r = default, s2r = default, s3r = default, s4r = default, s5r = default, s6r = default, s7r = default;
        for (; rows > 0; rows--)
        {
            for (nint place = 0; place < columns; place++)
            {
                var left = TSimd.Load(gradient);
                var right = two ? TSimd.Load(gradient + TSimd.Width) : default;
                gradient += TColumns.Value * TSimd.Width;
                var v0 = TSimd.Broadcast(x0[place]);
                s0l = TSimd.MultiplyAdd(v0, left, s0l);
                if (two)
                    s0r = TSimd.MultiplyAdd(v0, right, s0r);
                if (TRows.Value > 1)
                {
                    var v1 = TSimd.Broadcast(x1[place]);
                    s1l = TSimd.MultiplyAdd(v1, left, s1l);
                    if (two)
                        s1r = TSimd.MultiplyAdd(v1, right, s1r);
                }

                if (TRows.Value > 2)
                {
                    var v2 = TSimd.Broadcast(x2[place]);
                    s2l = TSimd.MultiplyAdd(v2, left, s2l);
                    if (two)
                        s2r = TSimd.MultiplyAdd(v2, right, s2r);
                    var v3 = TSimd.Broadcast(x3[place]);
                    s3l = TSimd.MultiplyAdd(v3, left, s3l);
                    if (two)
                        s3r = TSimd.MultiplyAdd(v3, right, s3r);
                }

                if (TRows.Value > 4)
                {
                    var v4 = TSimd.Broadcast(x4[place]);
                    s4l = TSimd.MultiplyAdd(v4, left, s4l);
                    if (two)
                        s4r = TSimd.MultiplyAdd(v4, right, s4r);
                    var v5 = TSimd.Broadcast(x5[place]);
                    s5l = TSimd.MultiplyAdd(v5, left, s5l);
                    if (two)
                        s5r = TSimd.MultiplyAdd(v5, right, s5r);
                    var v6 = TSimd.Broadcast(x6[place]);
                    s6l = TSimd.MultiplyAdd(v6, left, s6l);
                    if (two)
                        s6r = TSimd.MultiplyAdd(v6, right, s6r);
                    var v7 = TSimd.Broadcast(x7[place]);
                    s7l = TSimd.MultiplyAdd(v7, left, s7l);
                    if (two)
                        s7r = TSimd.MultiplyAdd(v7, right, s7r);
                }
            }

            var next = columns + skip;
            x0 += next;
            if (TRows.Value > 1)
            {
                x1 += next;
            }

            if (TRows.Value > 2)
            {
                x2 += next;
                x3 += next;
            }

            if (TRows.Value > 4)
            {
                x4 += next;
                x5 += next;
                x6 += next;
                x7 += next;
            }
        }

        Add<TSimd, TVector, TColumns>(sums, s0l, s0r);
        if (TRows.Value > 1)
        {
            Add<TSimd, TVector, TColumns>(sums + stride, s1l, s1r);
        }

        if (TRows.Value > 2)
        {
            Add<TSimd, TVector, TColumns>(sums + 2 * stride, s2l, s2r);
            Add<TSimd, TVector, TColumns>(sums + 3 * stride, s3l, s3r);
        }

        if (TRows.Value > 4)
        {
            Add<TSimd, TVector, TColumns>(sums + 4 * stride, s4l, s4r);
            Add<TSimd, TVector, TColumns>(sums + 5 * stride, s5l, s5r);
            Add<TSimd, TVector, TColumns>(sums + 6 * stride, s6l, s6r);
            Add<TSimd, TVector, TColumns>(sums + 7 * stride, s7l, s7r);
        }
    }

    /// <summary>Σ over places of gradient[place] · picture[place]; the picture's rows are <paramref name="pictureStride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot<TSimd, TVector>(int rows, int columns, float* gradient, float* picture, nint pictureStride)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector sum0 = default, sum1 = default;
        var rest = 0f;
        for (; rows > 0; rows--, gradient += columns, picture += pictureStride)
        {
            var j = 0;
            for (; j <= columns - 2 * TSimd.Width; j += 2 * TSimd.Width)
            {
                sum0 = TSimd.MultiplyAdd(TSimd.Load(gradient + j), TSimd.Load(picture + j), sum0);
                sum1 = TSimd.MultiplyAdd(TSimd.Load(gradient + j + TSimd.Width), TSimd.Load(picture + j + TSimd.Width), sum1);
            }

            for (; j < columns; j++)
                rest += gradient[j] * picture[j];
        }

        return TSimd.Sum(TSimd.Add(sum0, sum1)) + rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TSimd, TVector, TColumns>(float* sums, TVector left, TVector right)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TColumns : struct, IConstant
    {
        TSimd.Store(TSimd.Add(TSimd.Load(sums), left), sums);
        if (TColumns.Value == 2)
            TSimd.Store(TSimd.Add(TSimd.Load(sums + TSimd.Width), right), sums + TSimd.Width);
    }
}
