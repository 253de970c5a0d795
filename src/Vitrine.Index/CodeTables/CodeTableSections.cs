namespace Vitrine.Index;

/// <summary>The sections of an open file of tables, checked for their lengths; what they say is checked where it is used.</summary>
internal sealed class CodeTableSections(string path, SectionDirectory sections, CodeSet codes)
{
    /// <summary>What was measured.</summary>
    public IReadOnlyList<CodeStep> Costs()
    {
        var costs = sections.Section<CodeStep>(CodeTableFormat.Costs);
        return sections.LengthOf(CodeTableFormat.Costs) == costs.Count * CodeStep.Bytes && costs.Count < 1000 ? costs.Read(0, (int)costs.Count).ToArray() : throw Broken("costs");
    }

    /// <summary>The tables of the parts.</summary>
    public MultiIndex MultiIndex(int parts) => new([.. CodePart.Deal(codes.Layout, parts).Select((part, number) =>
    {
        if (part.Bits > 30)
            throw Broken($"part {number}");
        var first = CodeTableFormat.FirstPart + 2 * number;
        return new PartTable(part, Starts(first, 1L << part.Bits), Numbers(first + 1, codes.Count));
    })], codes);

    /// <summary>The branches.</summary>
    public Branches Branches(int count, int bits)
    {
        var layout = new CodeLayout(bits);
        return new Branches(
            new CodeSet(Words(CodeTableFormat.BranchKeys, CodeSet.BlockWords(count, layout)), count, layout, Simd.Level), Starts(CodeTableFormat.BranchStarts, count),
            Numbers(CodeTableFormat.BranchPositions, codes.Count),
            new CodeSet(Words(CodeTableFormat.BranchCodes, CodeSet.BlockWords(codes.Count, codes.Layout)), codes.Count, codes.Layout, Simd.Level));
    }

    private Stored<int> Starts(int section, long keys) => Numbers(section, keys + 1);

    private Stored<int> Numbers(int section, long count) => sections.LengthOf(section) == count * sizeof(int) ? sections.Section<int>(section) : throw Broken($"{section}");

    private Stored<ulong> Words(int section, long count) => sections.LengthOf(section) == count * sizeof(ulong) ? sections.Section<ulong>(section) : throw Broken($"{section}");

    private IndexFormatException Broken(string section) => new(path, $"section {section} does not fit {codes.Count} codes of {codes.Layout.Bits} bits; the file was written by another program.");
}
