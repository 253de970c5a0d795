namespace Vitrine.Onnx.Tokenizers;

/// <summary>The pairs that byte-pair encoding joins (Sennrich et al., ACL 2016), in token ids.</summary>
internal sealed class MergeTable
{
    /// <summary>The largest published table has 580,000.</summary>
    internal const int MostMerges = 1 << 20;

    private const int None = -1;

    private readonly Dictionary<(int Left, int Right), (int Rank, int Id)> merges = [];
    private int count;

    /// <summary>Adds the pair that is joined after all before it; a pair that is there takes the new place.</summary>
    internal void Add(int left, int right, int joined) => merges[(left, right)] = (count++, joined);

    /// <summary>
    /// Joins neighbours until no pair of the table is left, the pair that was learned first before the others, leftmost first. Writes what is left to the front.
    /// </summary>
    /// <returns>How many symbols are left.</returns>
    /// <remarks>A heap over a linked list: O(n log n), so that a megabyte without blanks costs no more than it should.</remarks>
    internal int Join(Span<int> symbols)
    {
        if (symbols.Length < 2)
            return symbols.Length;

        var next = new int[symbols.Length];
        var previous = new int[symbols.Length];
        var candidates = new PriorityQueue<(int Position, int Id), (int Rank, int Position)>(symbols.Length);
        for (var i = 0; i < symbols.Length; i++)
            (previous[i], next[i]) = (i - 1, i == symbols.Length - 1 ? None : i + 1);
        for (var i = 0; i < symbols.Length - 1; i++)
            Propose(symbols, i);

        while (candidates.TryDequeue(out var candidate, out _))
        {
            // An entry whose pair is gone is recognised when it comes up: the pair that stands there now forms another token.
            var position = candidate.Position;
            var neighbour = next[position];
            if (symbols[position] == None || neighbour == None
                || !merges.TryGetValue((symbols[position], symbols[neighbour]), out var merge) || merge.Id != candidate.Id)
            {
                continue;
            }

            symbols[position] = merge.Id;
            symbols[neighbour] = None;
            next[position] = next[neighbour];
            if (next[position] != None)
            {
                previous[next[position]] = position;
                Propose(symbols, position);
            }

            if (previous[position] != None)
                Propose(symbols, previous[position]);
        }

        var left = 0;
        foreach (var symbol in symbols)
        {
            if (symbol != None)
                symbols[left++] = symbol;
        }

        return left;

        void Propose(ReadOnlySpan<int> symbols, int position)
        {
            if (merges.TryGetValue((symbols[position], symbols[next[position]]), out var merge))
                candidates.Enqueue((position, merge.Id), (merge.Rank, position));
        }
    }
}
