using Vitrine.Catalogue;
using Vitrine.Search.Understanding;
using Vitrine.Search.Words;

namespace Vitrine.Search.Neighbours;

/// <summary>A name in a shop's own synonyms.</summary>
/// <param name="Typed">The name, in lower case.</param>
/// <param name="Read">What it is searched as: itself, or another.</param>
/// <param name="Products">That have all words of this, at most; 0: nothing is found by the name.</param>
public sealed record SynonymName(string Typed, string Read, long Products);

/// <summary>Checks a shop's own synonyms (<c>synonyms.txt</c> in its store).</summary>
public static class SynonymNames
{
    /// <summary>The names in the order of the alphabet; none where there is no such file.</summary>
    /// <exception cref="BadDataException">A line is of another form.</exception>
    /// <exception cref="UsageException">Words are not indexed.</exception>
    public static IReadOnlyList<SynonymName> Of(CatalogueStore store)
    {
        using var index = WordIndex.Open(store);
        var analyzer = new WordAnalyzer(WordLanguage.Named(index.Language));
        return
        [
            .. from reading in Synonyms.Of(store.Path).Readings
               orderby reading.Key
               let best = reading.Value.MaxBy(Products)
               select new SynonymName(reading.Key, best, Products(best)),
        ];

        // A name of several words is in no more products than its rarest one.
        long Products(string name) => name.Split(' ').Min(word => WordAnalyzer.Words(word).Max(part => QueryTerm.Products(index.RunsOf(analyzer.TermOf(part), WordFields.All))));
    }
}
