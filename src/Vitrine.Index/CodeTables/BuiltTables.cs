namespace Vitrine.Index;

/// <summary>Tables in memory, before they are written.</summary>
/// <param name="Codes">What they are of.</param>
/// <param name="Branches">By coarse layers; null without.</param>
/// <param name="Parts">The parts of the codes.</param>
/// <param name="Tables">The table of each.</param>
internal sealed record BuiltTables(CodeSet Codes, BuiltBranches? Branches, CodePart[] Parts, (int[] Starts, int[] Positions)[] Tables)
{
    /// <summary>Ready to search, from memory.</summary>
    /// <param name="costs">What was measured.</param>
    /// <param name="level">Kernels to use.</param>
    public CodeTables Opened(IReadOnlyList<CodeStep> costs, SimdLevel level) => new(
        Codes,
        Branches is null ? null : new Branches(
            new CodeSet(Stored<ulong>.Of(Branches.Keys), Branches.Count, new CodeLayout(Branches.Bits), level), Stored<int>.Of(Branches.Starts),
            Stored<int>.Of(Branches.Positions), new CodeSet(Stored<ulong>.Of(Branches.Codes), Codes.Count, Codes.Layout, level)),
        new MultiIndex([.. Parts.Zip(Tables, (part, table) => new PartTable(part, Stored<int>.Of(table.Starts), Stored<int>.Of(table.Positions)))], Codes),
        costs);
}
