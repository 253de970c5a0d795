namespace Vitrine.Architecture.Tests;

/// <summary>Where arrows lead back to where they began.</summary>
internal static class Knots
{
    /// <summary>
    /// The knots of a graph: sets of two or more nodes, each of which reaches all others of its set (the strongly connected components). Nodes and sets in
    /// ordinal order.
    /// </summary>
    public static List<string[]> Of(IEnumerable<(string From, string To)> arrows)
    {
        var next = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To, StringComparer.Ordinal);
        var reached = next.ToDictionary(node => node.Key, node => ReachedFrom(node.Key, next), StringComparer.Ordinal);
        return
        [
            .. reached.Keys
                .Select(node => reached[node].Where(other => other == node || (reached.TryGetValue(other, out var back) && back.Contains(node))).Append(node)
                    .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray())
                .Where(knot => knot.Length > 1)
                .DistinctBy(knot => string.Join('|', knot))
                .OrderBy(knot => knot[0], StringComparer.Ordinal),
        ];
    }

    private static HashSet<string> ReachedFrom(string start, ILookup<string, string> next)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(next[start]);
        while (open.TryPop(out var node))
        {
            if (!reached.Add(node))
                continue;

            foreach (var other in next[node])
                open.Push(other);
        }

        return reached;
    }
}
