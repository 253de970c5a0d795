namespace Vitrine.Catalogue;

/// <summary>Title groups joined into sets (union-find, with halved paths). The root of a set is its smallest key, whatever was joined first.</summary>
/// <remarks>The keys are hashes, so roots are as good as drawn by chance and paths are of logarithmic length: no ranks are needed.</remarks>
internal sealed class DisjointSets(IReadOnlyList<GroupKey> keys)
{
    private readonly int[] parents = [.. Enumerable.Range(0, keys.Count)];

    /// <summary>Makes one set of the sets of two groups.</summary>
    public void Join(int a, int b)
    {
        (a, b) = (RootOf(a), RootOf(b));
        if (keys[a] < keys[b])
            parents[b] = a;
        else
            parents[a] = b;
    }

    /// <summary>The group with the smallest key of the set.</summary>
    public int RootOf(int group)
    {
        while (parents[group] != group)
            group = parents[group] = parents[parents[group]];
        return group;
    }
}
