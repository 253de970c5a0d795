namespace Vitrine.Index;

/// <summary>Keeps the best of a segment. A key holds the rank in its high half (smaller is better) and the position in its low one, as in <see cref="TopK"/>.</summary>
internal abstract class Collector
{
    /// <summary>A rank above it is not taken; one equal to it only at a lower position, so that where positions come in ascending order it must stay below.</summary>
    public abstract ulong Bound { get; }

    /// <summary>Offers an item.</summary>
    public abstract void Offer(uint rank, int position);

    /// <summary>What was kept, best first. The instance is spent afterwards.</summary>
    public abstract IEnumerable<ulong> Sorted();
}

/// <summary>The best items.</summary>
internal sealed class BestItems(int k) : Collector
{
    private readonly TopK best = new(k);

    public override ulong Bound => best.Bound;

    public override void Offer(uint rank, int position)
    {
        if (rank <= best.Bound)
            best.Offer((ulong)rank << 32 | (uint)position);
    }

    public override IEnumerable<ulong> Sorted() => best.Sorted().ToArray();
}

/// <summary>
/// The best item of each of the best groups. A group that was pushed out comes back only with a better item than pushed it out, so that nothing need be
/// remembered of it.
/// </summary>
/// <param name="k">Groups.</param>
/// <param name="groups">The column of the group; items without one stand alone.</param>
internal sealed class BestGroups(int k, FieldColumn groups) : Collector
{
    private readonly SortedSet<ulong> best = [];
    private readonly Dictionary<int, ulong> ofGroup = [];

    public override ulong Bound => best.Count < k ? ulong.MaxValue : k == 0 ? 0 : best.Max >> 32;

    public override void Offer(uint rank, int position)
    {
        var key = (ulong)rank << 32 | (uint)position;
        if (best.Count == k && key >= best.Max) // without any the greatest is 0
            return;
        var group = groups.OrdinalAt(position);
        if (group >= 0 && ofGroup.TryGetValue(group, out var kept))
        {
            if (kept < key)
                return;
            best.Remove(kept);
        }
        else if (best.Count == k)
        {
            var worst = best.Max;
            best.Remove(worst);
            ofGroup.Remove(groups.OrdinalAt((int)(uint)worst));
        }

        best.Add(key);
        if (group >= 0)
            ofGroup[group] = key;
    }

    public override IEnumerable<ulong> Sorted() => best;
}
