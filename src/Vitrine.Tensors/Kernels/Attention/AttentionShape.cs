namespace Vitrine.Tensors.Kernels;

/// <summary>How the rows (queries, keys, values or results) of all heads lie in memory.</summary>
/// <param name="IsHeadMajor">[batch, heads, time, features]; otherwise [batch, time, …] with the heads of one row side by side.</param>
/// <param name="RowStride">Floats from one row of a head to the next.</param>
internal readonly record struct HeadLayout(bool IsHeadMajor, int RowStride)
{
    /// <summary>Where the rows of a head begin.</summary>
    public nint Offset(int sequence, int head, int heads, int rows, int features) => IsHeadMajor
        ? ((nint)sequence * heads + head) * rows * features
        : (nint)sequence * rows * RowStride + head * features;
}

/// <summary>The extents of an attention.</summary>
/// <param name="Batch">Sequences.</param>
/// <param name="Heads">Heads.</param>
/// <param name="Queries">Queries per sequence.</param>
/// <param name="Keys">Keys (and values) per sequence.</param>
/// <param name="Features">Numbers of a query, key or value of one head.</param>
/// <param name="QueryLayout">Of q.</param>
/// <param name="KeyLayout">Of k and v.</param>
/// <param name="ResultLayout">Of the result.</param>
/// <param name="IsCausal">Query i sees the keys up to i + keys − queries only.</param>
/// <param name="Scale">Factor of the scores.</param>
internal readonly record struct AttentionShape(
    int Batch, int Heads, int Queries, int Keys, int Features, HeadLayout QueryLayout, HeadLayout KeyLayout, HeadLayout ResultLayout,
    bool IsCausal, float Scale)
{
    public nint QueryOffset(int sequence, int head) => QueryLayout.Offset(sequence, head, Heads, Queries, Features);

    public nint KeyOffset(int sequence, int head) => KeyLayout.Offset(sequence, head, Heads, Keys, Features);

    public nint ResultOffset(int sequence, int head) => ResultLayout.Offset(sequence, head, Heads, Queries, Features);

    /// <summary>How many keys a query may see, of the first <paramref name="keys"/>.</summary>
    public int Visible(int query, int keys) => IsCausal ? Math.Clamp(query + 1 + Keys - Queries, 0, keys) : keys;
}

/// <summary>Which keys of one sequence are not padding.</summary>
internal readonly unsafe struct KeyMask
{
    /// <param name="mask">[batch, keys] with 0 for padding, or null.</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="keys">Keys per sequence.</param>
    public KeyMask(float* mask, int sequence, int keys)
    {
        Count = keys;
        if (mask == null)
            return;
        mask += (nint)sequence * keys;
        while (Count > 0 && mask[Count - 1] == 0)
            Count--;

        // Padding is at the end as a rule; then the length says all.
        if (new ReadOnlySpan<float>(mask, Count).Contains(0))
            Holes = mask;
    }

    /// <summary>Keys up to the last that is not padding.</summary>
    public int Count { get; }

    /// <summary>0 for padding among these; null if there is none.</summary>
    public float* Holes { get; }
}
