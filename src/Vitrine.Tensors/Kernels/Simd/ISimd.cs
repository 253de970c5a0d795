namespace Vitrine.Tensors.Kernels;

/// <summary>
/// What a kernel may do with a vector of floats, so that it is written once for every width.
/// <para>
/// A processor's vector register holds several floats (its <em>lanes</em>: 16 with AVX-512), and one instruction works on all of them at
/// the cost of one. A kernel is a generic method over <typeparamref name="TVector"/>; the just-in-time compiler makes one version
/// of it for each width in which every call below is a single instruction, so the abstraction costs nothing at run time.
/// </para>
/// </summary>
/// <typeparam name="TVector">The register: <c>Vector512&lt;float&gt;</c> … or a plain <c>float</c>.</typeparam>
internal unsafe interface ISimd<TVector>
    where TVector : struct
{
    /// <summary>Floats per vector.</summary>
    static abstract int Width { get; }

    /// <summary>Every lane the same number.</summary>
    static abstract TVector Broadcast(float value);

    /// <summary>Reads <see cref="Width"/> floats; any alignment.</summary>
    static abstract TVector Load(float* source);

    /// <summary>Writes <see cref="Width"/> floats; any alignment.</summary>
    static abstract void Store(TVector value, float* destination);

    /// <summary>Writes past the caches, for results that are much larger than these; aligned to the vector's size.</summary>
    static abstract void StoreNonTemporal(TVector value, float* destination);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>left·right + addend, rounded once where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    static abstract TVector Max(TVector left, TVector right);

    static abstract TVector Min(TVector left, TVector right);

    static abstract TVector Sqrt(TVector value);

    static abstract TVector Abs(TVector value);

    /// <summary>|magnitude| with the sign of <paramref name="sign"/>.</summary>
    static abstract TVector CopySign(TVector magnitude, TVector sign);

    /// <summary>Each lane rounded to the nearest whole number.</summary>
    static abstract TVector Round(TVector value);

    /// <summary>2^<paramref name="exponent"/> for whole numbers −126 … 127.</summary>
    static abstract TVector PowerOfTwo(TVector exponent);

    /// <summary>In each lane: <paramref name="left"/> &gt; <paramref name="right"/> ? <paramref name="yes"/> : <paramref name="no"/>.</summary>
    static abstract TVector SelectGreater(TVector left, TVector right, TVector yes, TVector no);

    /// <summary>The sum of the lanes, always in the same order.</summary>
    static abstract float Sum(TVector value);

    /// <summary>The largest lane.</summary>
    static abstract float Largest(TVector value);
}
