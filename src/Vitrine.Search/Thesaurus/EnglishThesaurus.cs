using System.IO.Compression;
using System.Reflection;
using Vitrine.Catalogue.Text;
using Vitrine.Search.Queries;

namespace Vitrine.Search.Thesaurus;

/// <summary>
/// What names of things, colours and people mean in English, by WordNet 3.1 (Princeton University): for words that no product of a shop has. "jumper" is a sweater, "sneaker" a kind of shoe, "footwear" what
/// shoes are a kind of. Safe to use from several threads.
/// </summary>
/// <remarks><c>english.py</c> makes the table of WordNet's own files. What a shop says itself goes before it (<see cref="Understanding.Synonyms"/>).</remarks>
internal sealed class EnglishThesaurus
{
    /// <summary>The language that it knows, as <see cref="Words.WordIndex.Language"/> names it.</summary>
    public const string Language = "english";

    /// <summary>Words of a name at most.</summary>
    public const int MostWords = 3;

    private const string Table = "Vitrine.Search.Thesaurus.english.txt.gz";

    private static readonly Lazy<EnglishThesaurus> Loaded = new(Load);

    // [meaning, and then its kinds, of each meaning in turn]
    private readonly Dictionary<string, string[][]> cells = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> kindsOf = new(StringComparer.Ordinal);

    /// <summary>The one table, read when somebody first needs it.</summary>
    public static EnglishThesaurus Instance => Loaded.Value;

    /// <summary>Other names to look for in the place of one: those that mean the same before what it is a kind of, the commoner meaning first, and at last what is a kind of it. Each in the number of the name.</summary>
    /// <param name="name">In lower case, words parted by a space.</param>
    /// <returns>Groups of names of which the one that most products have is meant; none for a name that is not known.</returns>
    public IEnumerable<string[]> ReadingsOf(string name)
    {
        var isPlural = !cells.ContainsKey(name) && !kindsOf.ContainsKey(name) && EnglishPlural.IsPlural(name);
        var singular = isPlural ? EnglishPlural.Other(name) ?? name : name;
        foreach (var group in cells.GetValueOrDefault(singular) ?? [])
            yield return isPlural ? [.. group.Select(EnglishPlural.Plural)] : group;
        if (kindsOf.TryGetValue(singular, out var below))
            yield return [.. isPlural ? below.Select(EnglishPlural.Plural) : below];
    }

    private static EnglishThesaurus Load()
    {
        var thesaurus = new EnglishThesaurus();
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(Table)!;
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split('\t');
            var name = Written(parts[0]);
            string[][] groups = [.. parts[1..].Select(cell => cell.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Written).ToArray())];
            thesaurus.cells.TryAdd(name, [.. groups.Where(group => group.Length > 0)]);
            foreach (var kind in groups.Where((_, i) => i == 1).SelectMany(kinds => kinds))
            {
                if (!thesaurus.kindsOf.TryGetValue(kind, out var below))
                    thesaurus.kindsOf.Add(kind, below = []);
                below.Add(name);
            }
        }

        return thesaurus;
    }

    private static string Written(string name) => string.Join(' ', WordTokenizer.Words(name));
}
