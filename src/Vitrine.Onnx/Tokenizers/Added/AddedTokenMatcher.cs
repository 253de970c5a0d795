using System.Buffers;
using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Finds added tokens in a text: from the left, the longest at each place.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly AddedToken[] tokens;
    private readonly CharTrie trie = new();
    private readonly SearchValues<char> firstCharacters;

    /// <param name="tokens">The tokens.</param>
    /// <param name="content">The text to look for; a token without one is not looked for.</param>
    internal AddedTokenMatcher(IEnumerable<AddedToken> tokens, Func<AddedToken, string> content)
    {
        this.tokens = [.. tokens];
        var first = new HashSet<char>();
        for (var i = 0; i < this.tokens.Length; i++)
        {
            if (content(this.tokens[i]) is not { Length: > 0 } text)
                continue;

            trie.Add(text, i);
            first.Add(text[0]);
        }

        firstCharacters = SearchValues.Create([.. first]);
    }

    /// <summary>Cuts a text at its added tokens.</summary>
    /// <returns>Stretches of the text that are not empty, with the id of the token that each is; null for what lies between.</returns>
    internal IEnumerable<(int Start, int End, int? Id)> Split(string text)
    {
        var done = 0;
        for (var position = 0; Next(text, position) is var start and >= 0;)
        {
            if (!trie.TryLongest(text.AsSpan(start), out var length, out var number))
            {
                position = start + 1;
                continue;
            }

            var end = position = start + length;
            var token = tokens[number];
            if (start < done || (token.IsWholeWord && TouchesWord(text, start, end)))
                continue;
            if (token.TakesBlanksBefore)
                start = Math.Max(done, text.AsSpan(0, start).TrimEnd().Length);
            if (token.TakesBlanksBehind)
                end = text.Length - text.AsSpan(end).TrimStart().Length;

            if (done < start)
                yield return (done, start, null);
            yield return (start, end, token.Id);
            done = end;
        }

        if (done < text.Length)
            yield return (done, text.Length, null);
    }

    private int Next(string text, int position)
    {
        var distance = text.AsSpan(position).IndexOfAny(firstCharacters);
        return distance < 0 ? -1 : position + distance;
    }

    private static bool TouchesWord(string text, int start, int end) =>
        (Rune.DecodeLastFromUtf16(text.AsSpan(0, start), out var before, out _) == OperationStatus.Done && Characters.IsWord(before))
        || (Rune.DecodeFromUtf16(text.AsSpan(end), out var behind, out _) == OperationStatus.Done && Characters.IsWord(behind));
}
