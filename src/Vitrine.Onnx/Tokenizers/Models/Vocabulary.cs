namespace Vitrine.Onnx.Tokenizers;

/// <summary>Tokens and their ids. Ids need be neither distinct nor without gaps: files of the field hold both.</summary>
internal sealed class Vocabulary
{
    /// <summary>The largest published ones have about 260,000 tokens.</summary>
    internal const int MostTokens = 1 << 20;

    /// <summary>UTF-16 units. Published vocabularies hold runs of some hundred blanks or hyphens.</summary>
    internal const int LongestAllowed = 1024;

    /// <summary>One above the largest id: what an embedding of 2²⁴ rows has.</summary>
    internal const int IdLimit = 1 << 24;

    private readonly Dictionary<string, int> ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;

    internal Vocabulary(Dictionary<string, int> ids)
    {
        this.ids = ids;
        lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var (token, id) in ids)
            (LongestToken, LargestId) = (Math.Max(LongestToken, token.Length), Math.Max(LargestId, id));
    }

    internal IReadOnlyDictionary<string, int> Entries => ids;

    internal int LargestId { get; }

    /// <summary>UTF-16 units of the longest token.</summary>
    internal int LongestToken { get; }

    internal bool TryGet(ReadOnlySpan<char> token, out int id) => lookup.TryGetValue(token, out id);

    internal int? IdOf(string token) => ids.TryGetValue(token, out var id) ? id : null;

    /// <summary>The tokens that begin with a prefix, without it.</summary>
    internal Vocabulary Behind(string prefix)
    {
        var behind = new Dictionary<string, int>();
        foreach (var (token, id) in ids)
        {
            if (token.Length > prefix.Length && token.StartsWith(prefix, StringComparison.Ordinal))
                behind[token[prefix.Length..]] = id;
        }

        return new(behind);
    }
}
