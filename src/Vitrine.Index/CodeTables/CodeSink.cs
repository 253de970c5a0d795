namespace Vitrine.Index;

/// <summary>Takes what a search through tables finds. Positions come in any order, each once.</summary>
internal abstract class CodeSink
{
    /// <summary>The greatest distance that can still be taken; it never grows. Below 0 nothing can.</summary>
    public abstract int Reach { get; }

    /// <summary>Takes an item that is within <see cref="Reach"/>.</summary>
    public abstract void Take(int distance, int position);
}

/// <summary>The k nearest, or all within a radius, of which only k are kept.</summary>
internal sealed class NearestCodes(int k, int? radius) : CodeSink
{
    private readonly TopK best = new(k);

    /// <summary>How many were taken.</summary>
    public long Taken { get; private set; }

    public override int Reach => radius ?? (int)Math.Min(best.Bound, int.MaxValue);

    public override void Take(int distance, int position)
    {
        Taken++;
        best.Offer((ulong)distance << 32 | (uint)position);
    }

    /// <summary>What was kept, nearest first, equal distances by ascending position. The instance is spent afterwards.</summary>
    public CodeHit[] Hits()
    {
        var keys = best.Sorted();
        var hits = new CodeHit[keys.Length];
        for (var i = 0; i < keys.Length; i++)
            hits[i] = new CodeHit((int)(uint)keys[i], (int)(keys[i] >> 32));
        return hits;
    }
}
