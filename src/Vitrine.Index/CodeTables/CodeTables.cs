using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>The tables over the codes of a segment, with what they were measured to take.</summary>
/// <param name="codes">The codes.</param>
/// <param name="branches">By coarse layers; null where codes share these too seldom.</param>
/// <param name="multiIndex">By parts.</param>
/// <param name="costs">What was measured.</param>
/// <param name="file">The file that all of it lies in; null in memory.</param>
internal sealed class CodeTables(CodeSet codes, Branches? branches, MultiIndex multiIndex, IReadOnlyList<CodeStep> costs, MappedFile? file = null) : IDisposable
{
    /// <summary>The codes.</summary>
    public CodeSet Codes => codes;

    /// <summary>By coarse layers; null without.</summary>
    public Branches? Branches => branches;

    /// <summary>By parts.</summary>
    public MultiIndex MultiIndex => multiIndex;

    /// <summary>What was measured.</summary>
    public IReadOnlyList<CodeStep> Costs => costs;

    /// <summary>Bytes of the file; 0 in memory.</summary>
    public long Length => file?.Length ?? 0;

    /// <summary>The table of a road; null for the scan, and where there is none.</summary>
    public CodeTable? Of(CodeRoad road) => road switch { CodeRoad.Branches => branches, CodeRoad.MultiIndex => multiIndex, _ => null };

    public void Dispose() => file?.Dispose();
}
