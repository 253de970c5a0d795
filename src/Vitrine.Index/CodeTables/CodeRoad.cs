namespace Vitrine.Index;

/// <summary>How codes are searched. Every road gives the same, exact answer.</summary>
public enum CodeRoad
{
    /// <summary>Segment by segment, whichever was measured to take least; the scan where there are no tables.</summary>
    Faster,

    /// <summary>Every code is compared.</summary>
    Scan,

    /// <summary>Items that share the coarse layers of their codes lie together; only those whose coarse layers are near enough are compared.</summary>
    Branches,

    /// <summary>
    /// Multi-index hashing: codes are cut into parts, each with a hash table; what is within a radius has a part within a fraction of it (Norouzi, Punjani and
    /// Fleet, "Fast search in Hamming space with multi-index hashing", CVPR 2012).
    /// </summary>
    MultiIndex,
}
