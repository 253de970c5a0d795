using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;

namespace Vitrine.Search.Understanding;

/// <summary>
/// A shop's own synonyms, <c>synonyms.txt</c> in its store, a line each: "sofa, couch, settee" are the same, of which the one that most products have is searched; "tee => t-shirt" reads the first as the
/// second, and not the other way. What follows a # is a remark. A name may have up to three words.
/// </summary>
internal sealed class Synonyms
{
    private const string FileName = "synonyms.txt";
    private const int MostBytes = 1 << 20;
    private const int MostWords = 3;
    private const string Arrow = "=>";

    private readonly Dictionary<string, string[]> others = new(StringComparer.Ordinal);

    /// <summary>Those of a store; none where it has no such file.</summary>
    /// <exception cref="BadDataException">The file is too large, or a line is neither of the two forms.</exception>
    public static Synonyms Of(string storePath)
    {
        var (synonyms, path) = (new Synonyms(), Path.Combine(storePath, FileName));
        if (!File.Exists(path))
            return synonyms;
        if (new FileInfo(path).Length > MostBytes)
            throw new BadDataException(path, null, null, $"{new FileInfo(path).Length:N0} bytes", $"at most {MostBytes:N0}", "Leave out what nobody asks for.");
        foreach (var (number, line) in File.ReadLines(path).Index())
        {
            var text = line.Split('#')[0].Trim();
            if (text.Length > 0 && !synonyms.TryAdd(text))
                throw new BadDataException(path, number + 1, null, $"'{text}'", $"'sofa, couch' for names that mean the same, or 'tee {Arrow} t-shirt' for one that is read as another", $"Correct the line; a name has up to {MostWords} words.");
        }

        return synonyms;
    }

    /// <summary>Every name, and what it may be read as.</summary>
    public IReadOnlyDictionary<string, string[]> Readings => others;

    /// <summary>Whether one of two names may be read as the other.</summary>
    public bool Relates(string one, string other) => (others.TryGetValue(one, out var read) && read.Contains(other)) || (others.TryGetValue(other, out read) && read.Contains(one));

    /// <summary>What words are read as.</summary>
    /// <param name="words">As they were typed, in lower case.</param>
    /// <param name="productsWith">Products that have all words of a name.</param>
    /// <returns>The words, and what was read otherwise.</returns>
    public (IReadOnlyList<string> Words, IReadOnlyList<(string Typed, string Read)> Read) Apply(IReadOnlyList<string> words, Func<string, long> productsWith)
    {
        var (read, changed) = (new List<string>(), new List<(string, string)>());
        for (var at = 0; at < words.Count;)
        {
            var length = Math.Min(MostWords, words.Count - at);
            while (length > 0 && !others.ContainsKey(Join(words, at, length)))
                length--;
            if (length == 0)
            {
                read.Add(words[at++]);
                continue;
            }

            var typed = Join(words, at, length);
            var best = others[typed].MaxBy(productsWith)!;
            if (best != typed)
                changed.Add((typed, best));
            read.AddRange(best.Split(' '));
            at += length;
        }

        return (read, changed);
    }

    private bool TryAdd(string text)
    {
        if (text.Contains(Arrow, StringComparison.Ordinal))
            return text.Split(Arrow) is [var from, var to] && NamesIn(from) is { Length: > 0 } typed && NamesIn(to) is { Length: > 0 } read && AddAll(typed, _ => read);
        var same = NamesIn(text);
        // The typed one first: of names that as many products have it stays.
        return same.Length > 1 && AddAll(same, name => [name, .. same.Where(other => other != name)]);
    }

    private bool AddAll(string[] names, Func<string, string[]> readAs)
    {
        foreach (var name in names)
            others[name] = readAs(name);
        return true;
    }

    private static string[] NamesIn(string list)
    {
        string[] names = [.. list.Split(',').Select(name => string.Join(' ', WordTokenizer.Words(name)))];
        return Array.TrueForAll(names, name => name.Length > 0 && name.Split(' ').Length <= MostWords) ? names : [];
    }

    private static string Join(IReadOnlyList<string> words, int at, int count) => string.Join(' ', words.Skip(at).Take(count));
}
