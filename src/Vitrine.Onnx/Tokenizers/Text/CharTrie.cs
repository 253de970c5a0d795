namespace Vitrine.Onnx.Tokenizers;

/// <summary>Strings with a number each, found by walking a text character by character.</summary>
internal sealed class CharTrie
{
    /// <summary>What the strings of a file may have together; each character can take 40 bytes. The largest published vocabulary has 2 million.</summary>
    internal const int MostCharacters = 1 << 23;

    private const int Root = 0, None = -1;

    private readonly Dictionary<(int Node, char Character), int> edges = [];
    private readonly List<int> values = [None];

    /// <summary>Gives a string a number; a string that is there keeps its first one.</summary>
    internal void Add(ReadOnlySpan<char> text, int value)
    {
        var node = Root;
        foreach (var character in text)
        {
            if (!edges.TryGetValue((node, character), out var next))
            {
                next = values.Count;
                edges.Add((node, character), next);
                values.Add(None);
            }

            node = next;
        }

        if (values[node] == None)
            values[node] = value;
    }

    /// <summary>A walk that starts before the first character of a string.</summary>
    internal Walk Start() => new(this);

    /// <summary>The longest of the strings that a text begins with.</summary>
    internal bool TryLongest(ReadOnlySpan<char> text, out int length, out int value)
    {
        (length, value) = (0, None);
        var walk = Start();
        for (var i = 0; i < text.Length && walk.Step(text[i]); i++)
        {
            if (walk.Value is { } found)
                (length, value) = (i + 1, found);
        }

        return value != None;
    }

    /// <summary>A place in the trie.</summary>
    internal struct Walk(CharTrie trie)
    {
        private int node = Root;

        /// <summary>The number of the string that was walked; null where the walk is inside a longer one.</summary>
        internal readonly int? Value => trie.values[node] is var value && value != None ? value : null;

        /// <summary>Goes on by one character; false where no string goes on so.</summary>
        internal bool Step(char character) => trie.edges.TryGetValue((node, character), out node);
    }
}
