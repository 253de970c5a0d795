namespace Vitrine.Index;

/// <summary>How vectors are searched.</summary>
public enum SearchRoad
{
    /// <summary>Segment by segment, whichever of the two was measured to take less for the recall that is asked for.</summary>
    Faster,

    /// <summary>Every vector is scored.</summary>
    Exact,

    /// <summary>By cells wherever there are some, with as many probes as the recall takes, or the most that were measured.</summary>
    Cells,
}
