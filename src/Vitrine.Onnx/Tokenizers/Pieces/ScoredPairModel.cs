namespace Vitrine.Onnx.Tokenizers;

/// <summary>
/// Byte-pair encoding as SentencePiece has it: neighbours are joined whose union is a piece, the best score before the others, leftmost first; no list says of which
/// two parts a piece was learned.
/// </summary>
internal sealed class ScoredPairModel(Vocabulary vocabulary, Vocabulary matched, CharTrie userSymbols, IReadOnlyList<float> scores, int unknownId, bool fallsBackToBytes)
    : TokenModel
{
    private const int None = -1;

    internal override int LargestId => vocabulary.LargestId;

    internal override int? IdOf(string token) => vocabulary.IdOf(token);

    internal override void Encode(string piece, List<int> ids)
    {
        var afterUnknown = false;
        foreach (var (start, length) in Join(piece, Symbols(piece)))
        {
            var symbol = piece.AsSpan(start, length);
            var isUnknown = !matched.TryGet(symbol, out var id);
            if (!isUnknown)
                ids.Add(id);
            else if (!(fallsBackToBytes && ByteTokens.TryAppend(vocabulary, symbol, ids)) && !afterUnknown)
                ids.Add(unknownId); // neighbouring ones are one
            afterUnknown = isUnknown;
        }
    }

    private List<Symbol> Symbols(string piece)
    {
        var symbols = new List<Symbol>(piece.Length);
        for (var start = 0; start < piece.Length;)
        {
            var isFixed = userSymbols.TryLongest(piece.AsSpan(start), out var length, out _);
            if (!isFixed)
                length = char.IsHighSurrogate(piece[start]) ? 2 : 1;
            symbols.Add(new(start, length, isFixed));
            start += length;
        }

        return symbols;
    }

    // The same heap over a linked list as in MergeTable; an entry is stale when the lengths of its sides have changed.
    private IEnumerable<(int Start, int Length)> Join(string piece, List<Symbol> symbols)
    {
        var next = new int[symbols.Count];
        var previous = new int[symbols.Count];
        var candidates = new PriorityQueue<(int Left, int Right, int Length), (float Score, int Left)>();
        for (var i = 0; i < symbols.Count; i++)
            (previous[i], next[i]) = (i - 1, i == symbols.Count - 1 ? None : i + 1);
        for (var i = 0; i < symbols.Count - 1; i++)
            Propose(i, i + 1);

        while (candidates.TryDequeue(out var pair, out _))
        {
            var (left, right) = (symbols[pair.Left], symbols[pair.Right]);
            if (left.Length == 0 || right.Length == 0 || left.Length + right.Length != pair.Length)
                continue;

            symbols[pair.Left] = left with { Length = pair.Length };
            symbols[pair.Right] = right with { Length = 0 };
            next[pair.Left] = next[pair.Right];
            if (next[pair.Left] != None)
                previous[next[pair.Left]] = pair.Left;
            Propose(previous[pair.Left], pair.Left);
            Propose(pair.Left, next[pair.Left]);
        }

        return symbols.Where(symbol => symbol.Length > 0).Select(symbol => (symbol.Start, symbol.Length));

        void Propose(int left, int right)
        {
            if (left == None || right == None || symbols[left].IsFixed || symbols[right].IsFixed)
                return;

            var length = symbols[left].Length + symbols[right].Length;
            if (matched.TryGet(piece.AsSpan(symbols[left].Start, length), out var id))
                candidates.Enqueue((left, right, length), (-scores[id], left));
        }
    }

    private readonly record struct Symbol(int Start, int Length, bool IsFixed);
}
