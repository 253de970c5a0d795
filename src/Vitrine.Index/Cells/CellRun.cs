namespace Vitrine.Index;

/// <summary>What a search through cells has found so far, and the room that it works in.</summary>
internal sealed class CellRun(int k, Func<int, bool>? accepts, PreparedQuery query, CellPartition partition, int items)
{
    private ushort[] sums = [];
    private float[] bounds = [];

    /// <summary>The best so far.</summary>
    public TopK Best { get; } = new(Math.Min(k, items));

    /// <summary>A score below it is not among the best; −∞ before there are k.</summary>
    public float Threshold { get; private set; } = k == 0 ? float.PositiveInfinity : float.NegativeInfinity;

    /// <summary>Positions that may be found; null for all.</summary>
    public Func<int, bool>? Accepts => accepts;

    /// <summary>For the stored vectors.</summary>
    public PreparedQuery Query => query;

    /// <summary>Room for a code of four bits, unpacked.</summary>
    public sbyte[] Numbers { get; } = new sbyte[partition.Shape.Dimensions];

    public int Probed { get; set; }

    public long Visited { get; set; }

    public long Refined { get; set; }

    public long Rescored { get; set; }

    /// <summary>Room for the sums of a cell.</summary>
    public Span<ushort> SumsOf(int slots) => (sums.Length < slots ? sums = new ushort[slots] : sums).AsSpan(0, slots);

    /// <summary>Room for the bounds of a cell.</summary>
    public Span<float> BoundsOf(int slots) => (bounds.Length < slots ? bounds = new float[slots] : bounds).AsSpan(0, slots);

    /// <summary>Offers an item.</summary>
    public void Offer(float score, int position)
    {
        // Positions come in no order, so an equal score may still be the lower position's.
        Best.Offer((ulong)ScoreKey.Rank(score) << 32 | (uint)position);
        if (Best.Bound != ulong.MaxValue && k > 0)
            Threshold = ScoreKey.Score((uint)Best.Bound);
    }
}
