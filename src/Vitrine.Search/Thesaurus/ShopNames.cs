using System.Collections.Concurrent;
using System.Reflection;
using Vitrine.Catalogue.Text;

namespace Vitrine.Search.Thesaurus;

/// <summary>What shops and shoppers of a language call alike, such as "Frauen" and "Damen", for words that no product of a shop has. Its file, <c>german-shops.txt</c> say, has a line of names for each. Safe to use from several threads.</summary>
internal sealed class ShopNames
{
    private static readonly ConcurrentDictionary<string, ShopNames?> Known = new(StringComparer.Ordinal);

    private readonly Dictionary<string, List<string[]>> groups = new(StringComparer.Ordinal);

    private ShopNames(StreamReader file)
    {
        foreach (var names in GroupsIn(file))
        {
            foreach (var name in names)
            {
                if (!groups.TryGetValue(name, out var ofName))
                    groups.Add(name, ofName = []);
                ofName.Add([.. names.Where(other => other != name)]);
            }
        }
    }

    /// <summary>Those of a language, as <see cref="Words.WordIndex.Language"/> names it; null where none are at hand.</summary>
    public static ShopNames? In(string language) => Known.GetOrAdd(language, name => FileOf(name) is { } file ? new ShopNames(file) : null);

    /// <summary>Groups of names to look for in the place of one; none for a name that is not known.</summary>
    /// <param name="name">In lower case, words parted by a space.</param>
    public IEnumerable<string[]> ReadingsOf(string name) => groups.GetValueOrDefault(name, []);

    /// <summary>The file of a language; null where there is none.</summary>
    internal static StreamReader? FileOf(string language) => Assembly.GetExecutingAssembly().GetManifestResourceStream($"Vitrine.Search.Thesaurus.{language}-shops.txt") is { } stream ? new StreamReader(stream) : null;

    /// <summary>The lines of a file but for remarks: names that mean the same.</summary>
    internal static IEnumerable<string[]> GroupsIn(StreamReader file)
    {
        while (file.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Length > 0)
                yield return [.. line.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => string.Join(' ', WordTokenizer.Words(name))).Distinct()];
        }
    }
}
