namespace Vitrine.Postgres;

/// <summary>A path as all nodes on its way, the root first and itself last: a branch is then what holds its root, and a facet counts what is there.</summary>
internal static class PathNodes
{
    /// <param name="term">The names, joined by a zero byte.</param>
    public static byte[][] Of(byte[] term)
    {
        var nodes = new List<byte[]>();
        for (var at = 0; at < term.Length; at++)
        {
            if (term[at] == 0)
                nodes.Add(term[..at]);
        }

        return [.. nodes, term];
    }
}
