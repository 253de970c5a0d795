using System.IO.Compression;
using System.Reflection;
using Vitrine.Search.Queries;

namespace Vitrine.Search.Thesaurus;

/// <summary>
/// What names of things, colours and people mean in English, by WordNet 3.1 (Princeton University): for words that no product of a shop has. "jumper" is a sweater, "sneaker" a kind of shoe, "footwear" what
/// shoes are a kind of. Safe to use from several threads.
/// </summary>
/// <remarks><c>english.py</c> makes the table of WordNet's own files; <c>english-shops.txt</c> has names of shops that WordNet lacks, such as "pen drive". What a shop says itself goes before it (<see cref="Understanding.Synonyms"/>).</remarks>
internal sealed class EnglishThesaurus
{
    /// <summary>The language that it knows, as <see cref="Words.WordIndex.Language"/> names it.</summary>
    public const string Language = "english";

    /// <summary>Words of a name at most.</summary>
    public const int MostWords = 3;

    // Whatever is a kind of it says nothing by that: horror is no thing that a shop sells.
    private const string Anything = "thing";

    private static readonly HashSet<string> Colours = new(["color", "blue", "red", "green", "yellow", "orange", "purple", "brown", "pink", "gray", "grey", "white", "black"], StringComparer.Ordinal);

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
    public IEnumerable<string[]> ReadingsOf(string name) => InItsNumber(name, GroupsOf);

    /// <summary>Other names for what a name means, each in its number: for "bicycles" "bikes".</summary>
    public IEnumerable<string> SynonymsOf(string name) => InItsNumber(name, singular => (cells.GetValueOrDefault(singular) ?? []).Where((_, i) => i % 2 == 0)).SelectMany(names => names).Distinct();

    /// <summary>What those things are a kind of that a name is a kind of: "burgundy" is a dark red, and that is a red. Each in the number of the name.</summary>
    public IEnumerable<string[]> FurtherReadingsOf(string name) =>
        InItsNumber(name, singular => KindsIn(cells.GetValueOrDefault(singular) ?? []).SelectMany(kind => KindsIn(cells.GetValueOrDefault(kind) ?? []).Select(above => (string[])[above])));

    /// <summary>Whether it is a name of things, colours or people, in the singular or the plural.</summary>
    public bool Has(string name) => IsName(name) || (EnglishPlural.IsPlural(name) && EnglishPlural.Other(name) is { } singular && IsName(singular));

    /// <summary>Whether it names a thing: something that is a kind of another, and no colour. "Travel" and "gift" are parts of names, and say alone of no thing what it is.</summary>
    public bool IsThing(string name)
    {
        var own = cells.GetValueOrDefault(name) ?? (EnglishPlural.IsPlural(name) && EnglishPlural.Other(name) is { } singular ? cells.GetValueOrDefault(singular) : null) ?? [];
        string[] kinds = [.. KindsIn(own)];
        return kinds.Length > 0 && !kinds.Any(kind => kind.Split(' ').Any(Colours.Contains));
    }

    private bool IsName(string singular) => cells.ContainsKey(singular) || kindsOf.ContainsKey(singular);

    private IEnumerable<string[]> InItsNumber(string name, Func<string, IEnumerable<string[]>> groupsOf)
    {
        // "Tee-shirt" is written apart here.
        if (!Has(name))
            name = name.Replace('-', ' ');
        var isPlural = !cells.ContainsKey(name) && !kindsOf.ContainsKey(name) && EnglishPlural.IsPlural(name);
        var singular = isPlural ? EnglishPlural.Other(name) ?? name : name;
        foreach (var group in groupsOf(singular))
            yield return isPlural ? [.. group.Select(EnglishPlural.Plural)] : group;
    }

    private IEnumerable<string[]> GroupsOf(string name)
    {
        foreach (var group in (cells.GetValueOrDefault(name) ?? []).Select(group => group.Contains(Anything) ? Array.FindAll(group, other => other != Anything) : group).Where(group => group.Length > 0))
            yield return group;
        if (kindsOf.TryGetValue(name, out var below))
            yield return [.. below];
    }

    // Cells of what means the same and of what it is a kind of take turns.
    private static IEnumerable<string> KindsIn(string[][] cells) => cells.Where((_, i) => i % 2 == 1).SelectMany(kinds => kinds);

    private static EnglishThesaurus Load()
    {
        var thesaurus = new EnglishThesaurus();
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(Table)!;
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            // Its names are words of small letters already: a search waits for this.
            var parts = line.Split('\t');
            var (name, groups) = (parts[0], new string[parts.Length - 1][]);
            for (var i = 0; i < groups.Length; i++)
                groups[i] = parts[i + 1].Split('|', StringSplitOptions.RemoveEmptyEntries);
            thesaurus.cells.Add(name, groups);
            foreach (var kind in groups.Length > 1 ? groups[1] : [])
            {
                if (!thesaurus.kindsOf.TryGetValue(kind, out var below))
                    thesaurus.kindsOf.Add(kind, below = []);
                below.Add(name);
            }
        }

        thesaurus.AddShopNames();
        return thesaurus;
    }

    // What shops call alike goes before what a name means elsewhere.
    private void AddShopNames()
    {
        using var reader = ShopNames.FileOf(Language)!;
        foreach (var names in ShopNames.GroupsIn(reader))
        {
            foreach (var name in names)
                cells[name] = [[.. names.Where(other => other != name)], [], .. cells.GetValueOrDefault(name) ?? []];
        }
    }
}
