namespace Vitrine.Index;

/// <summary>Codes in the order of their coarse layers, in memory.</summary>
internal sealed class BuiltBranches
{
    /// <param name="codes">The codes.</param>
    /// <param name="bits">Bits of the coarse layers.</param>
    /// <param name="counts">How many codes have each value of these.</param>
    public BuiltBranches(CodeSet codes, int bits, Dictionary<ulong, int> counts)
    {
        Bits = bits;
        ulong[] values = [.. counts.Keys.Order()];
        Keys = new ulong[CodeSet.BlockWords(values.Length, new CodeLayout(bits))];
        values.CopyTo(Keys, 0); // of one word, blocks are the rows
        Count = values.Length;
        Starts = new int[values.Length + 1];
        for (var branch = 0; branch < values.Length; branch++)
            Starts[branch + 1] = Starts[branch] + counts[values[branch]];

        var next = new Dictionary<ulong, int>(values.Select((value, branch) => KeyValuePair.Create(value, Starts[branch])));
        var words = codes.Layout.Words;
        var (code, mask) = (new ulong[words], Branches.MaskOf(bits));
        (Positions, Codes) = (new int[codes.Count], new ulong[CodeSet.BlockWords(codes.Count, codes.Layout)]);
        for (var position = 0; position < codes.Count; position++)
        {
            codes.CopyCode(position, code);
            var row = System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(next, code[0] & mask, out _)++;
            Positions[row] = position;
            for (var w = 0; w < words; w++)
                Codes[((long)row / HammingKernel.Lanes * words + w) * HammingKernel.Lanes + row % HammingKernel.Lanes] = code[w];
        }
    }

    /// <summary>Bits of the coarse layers.</summary>
    public int Bits { get; }

    /// <summary>Branches.</summary>
    public int Count { get; }

    /// <summary>Their values, as codes of one word.</summary>
    public ulong[] Keys { get; }

    /// <summary>Where each begins, and the end of the last.</summary>
    public int[] Starts { get; }

    /// <summary>Positions, branch after branch.</summary>
    public int[] Positions { get; }

    /// <summary>Their codes, in blocks.</summary>
    public ulong[] Codes { get; }
}
