namespace Vitrine.Index;

/// <summary>What a search of vectors at a recall found.</summary>
/// <param name="Matches">The items, best first.</param>
/// <param name="Recall">Least recall that was measured for the roads taken, without a filter; 1 where every vector was scored.</param>
/// <param name="Roads">Segment by segment.</param>
public sealed record VectorAnswer(VectorMatch[] Matches, double Recall, IReadOnlyList<SegmentRoad> Roads)
{
    /// <summary>Whether every vector was scored.</summary>
    public bool IsExact => Roads.All(road => road.Probes == 0);
}
