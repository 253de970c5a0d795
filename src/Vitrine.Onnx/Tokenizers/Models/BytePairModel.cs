using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Byte-pair encoding over the characters of a piece, which byte-level tokenisers have spelt in bytes before.</summary>
internal sealed class BytePairModel(Vocabulary vocabulary, MergeTable merges) : TokenModel
{
    // Words follow Zipf's law, so a bounded cache without eviction answers almost every look-up.
    private const int MostCachedPieces = 1 << 16;
    private const int LongestCachedPiece = 48;

    private readonly ConcurrentDictionary<string, int[]> cache = new();
    private int cachedPieces;

    /// <summary>Stands for a character that the vocabulary lacks; null: it is left out.</summary>
    internal int? UnknownId { get; init; }

    /// <summary>Whether neighbouring unknown characters are one unknown token.</summary>
    internal bool FusesUnknown { get; init; }

    /// <summary>Whether a character that the vocabulary lacks becomes its bytes in UTF-8, as tokens "&lt;0x0A&gt;", where all of them are there.</summary>
    internal bool FallsBackToBytes { get; init; }

    /// <summary>Whether a piece that is a token is not looked at further.</summary>
    internal bool IgnoresMerges { get; init; }

    /// <summary>Begins every symbol but the first of a piece.</summary>
    internal string InsidePrefix { get; init; } = "";

    /// <summary>Ends the last symbol of a piece; "&lt;/w&gt;" in CLIP.</summary>
    internal string EndSuffix { get; init; } = "";

    internal override int LargestId => vocabulary.LargestId;

    internal override int? IdOf(string token) => vocabulary.IdOf(token);

    internal override void Encode(string piece, List<int> ids)
    {
        if (cache.TryGetValue(piece, out var known))
        {
            ids.AddRange(known);
            return;
        }

        var before = ids.Count;
        EncodeAnew(piece, ids);
        if (piece.Length <= LongestCachedPiece && Volatile.Read(ref cachedPieces) < MostCachedPieces
            && cache.TryAdd(piece, CollectionsMarshal.AsSpan(ids)[before..].ToArray()))
        {
            Interlocked.Increment(ref cachedPieces);
        }
    }

    private void EncodeAnew(string piece, List<int> ids)
    {
        if (IgnoresMerges && vocabulary.TryGet(piece, out var whole))
        {
            ids.Add(whole);
            return;
        }

        var before = ids.Count;
        AppendSymbols(piece, ids);
        var left = merges.Join(CollectionsMarshal.AsSpan(ids)[before..]);
        ids.RemoveRange(before + left, ids.Count - before - left);
    }

    private void AppendSymbols(string piece, List<int> ids)
    {
        // An unknown symbol waits for the next one that is known; bytes do not end the wait, as in the published code.
        var waits = false;
        var position = 0;
        foreach (var rune in piece.EnumerateRunes())
        {
            var start = position;
            position += rune.Utf16SequenceLength;
            var symbol = Symbol(piece, start, position);
            if (vocabulary.TryGet(symbol, out var id))
            {
                if (waits)
                    ids.Add(UnknownId!.Value);
                waits = false;
                ids.Add(id);
            }
            else if (!(FallsBackToBytes && ByteTokens.TryAppend(vocabulary, symbol, ids)) && UnknownId is { } unknown)
            {
                if (waits && !FusesUnknown)
                    ids.Add(unknown);
                waits = true;
            }
        }

        if (waits)
            ids.Add(UnknownId!.Value);
    }

    private ReadOnlySpan<char> Symbol(string piece, int start, int end)
    {
        var prefix = start == 0 ? "" : InsidePrefix;
        var suffix = end == piece.Length ? EndSuffix : "";
        var character = piece.AsSpan(start, end - start);
        return prefix.Length + suffix.Length == 0 ? character : string.Concat(prefix, character, suffix);
    }
}
