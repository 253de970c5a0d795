using System.Text;

namespace Vitrine.Catalogue.Text;

/// <summary>
/// Byte-pair encoding of one word (Sennrich et al., ACL 2016) in token ids: bytes become symbols, then the neighbouring pair that was
/// learned first is joined, leftmost first, until no learned pair is left.
/// </summary>
/// <param name="byteIds">Token of each byte inside a word.</param>
/// <param name="lastByteIds">Token of each byte at the end of a word.</param>
/// <param name="merges">Learned pairs: rank (lower = learned earlier) and the token they form.</param>
internal sealed class BytePairMerger(int[] byteIds, int[] lastByteIds, Dictionary<(int Left, int Right), (int Rank, int Id)> merges)
{
    private const int None = -1;

    /// <summary>Token ids of a non-empty word. A lone surrogate is encoded as U+FFFD.</summary>
    /// <remarks>A heap over a linked list of symbols: O(n log n), so that a megabyte without blanks costs no more than it should.</remarks>
    internal int[] Encode(ReadOnlySpan<char> word)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(word)];
        Encoding.UTF8.GetBytes(word, bytes);

        var symbols = new int[bytes.Length];
        var next = new int[bytes.Length];
        var previous = new int[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            symbols[i] = i == bytes.Length - 1 ? lastByteIds[bytes[i]] : byteIds[bytes[i]];
            previous[i] = i - 1;
            next[i] = i == bytes.Length - 1 ? None : i + 1;
        }

        // Entries are not removed when a neighbour changes; they are recognised as stale when they come up, because their pair is gone.
        var candidates = new PriorityQueue<(int Position, int Left, int Right), (int Rank, int Position)>();
        for (var i = 0; i < bytes.Length - 1; i++)
            Propose(i);

        while (candidates.TryDequeue(out var pair, out _))
        {
            var position = pair.Position;
            var neighbour = next[position];
            if (symbols[position] != pair.Left || neighbour == None || symbols[neighbour] != pair.Right)
                continue;

            symbols[position] = merges[(pair.Left, pair.Right)].Id;
            symbols[neighbour] = None;
            next[position] = next[neighbour];
            if (next[position] != None)
            {
                previous[next[position]] = position;
                Propose(position);
            }

            if (previous[position] != None)
                Propose(previous[position]);
        }

        return Array.FindAll(symbols, symbol => symbol != None);

        void Propose(int left)
        {
            var right = next[left];
            if (merges.TryGetValue((symbols[left], symbols[right]), out var merge))
                candidates.Enqueue((left, symbols[left], symbols[right]), (merge.Rank, left));
        }
    }
}
