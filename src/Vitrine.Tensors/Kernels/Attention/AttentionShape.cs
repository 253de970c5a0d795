namespace Vitrine.Tensors.Kernels;

/// <summary>The extents of an attention, and how its tensors lie in memory.</summary>
/// <param name="Batch">Sequences.</param>
/// <param name="Heads">Heads.</param>
/// <param name="Queries">Queries per sequence.</param>
/// <param name="Keys">Keys (and values) per sequence.</param>
/// <param name="Features">Numbers of a query, key or value of one head.</param>
/// <param name="IsHeadMajor">[batch, heads, time, features]; otherwise [batch, time, heads · features].</param>
/// <param name="IsCausal">Query i sees the keys up to i + keys − queries only.</param>
/// <param name="Scale">Factor of the scores.</param>
internal readonly record struct AttentionShape(
    int Batch, int Heads, int Queries, int Keys, int Features, bool IsHeadMajor, bool IsCausal, float Scale)
{
    /// <summary>Floats from one query (or key) of a head to the next.</summary>
    public int RowStride => IsHeadMajor ? Features : Heads * Features;

    /// <summary>Where the queries of a head begin.</summary>
    public nint QueryOffset(int sequence, int head) => Offset(sequence, head, Queries);

    /// <summary>Where the keys of a head begin.</summary>
    public nint KeyOffset(int sequence, int head) => Offset(sequence, head, Keys);

    /// <summary>How many keys a query sees, of <paramref name="keys"/> that are not padding.</summary>
    public int Visible(int query, int keys) => IsCausal ? Math.Clamp(query + 1 + Keys - Queries, 0, keys) : keys;

    private nint Offset(int sequence, int head, int rows) => IsHeadMajor
        ? ((nint)sequence * Heads + head) * rows * Features
        : (nint)sequence * rows * RowStride + head * Features;
}
