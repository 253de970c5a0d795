using Lucene.Net.Analysis.Ca;
using Lucene.Net.Analysis.Da;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Eu;
using Lucene.Net.Analysis.Fi;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Ga;
using Lucene.Net.Analysis.Hu;
using Lucene.Net.Analysis.Hy;
using Lucene.Net.Analysis.It;
using Lucene.Net.Analysis.Nl;
using Lucene.Net.Analysis.No;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Ro;
using Lucene.Net.Analysis.Ru;
using Lucene.Net.Analysis.Sv;
using Lucene.Net.Analysis.Tr;
using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;
using Vitrine.Catalogue;
using DutchStemmer = Lucene.Net.Tartarus.Snowball.Ext.DutchStemmer;
using FrenchStemmer = Lucene.Net.Tartarus.Snowball.Ext.FrenchStemmer;
using PortugueseStemmer = Lucene.Net.Tartarus.Snowball.Ext.PortugueseStemmer;

namespace Vitrine.Search.Words;

/// <summary>A language as a shop writes it: how its words are inflected, and which of them say nothing of a product.</summary>
/// <param name="Name">In English and small letters: "german"; "none" for words as they are written.</param>
/// <param name="MakeStemmer">Makes the Snowball algorithm of the language (Porter 2001); null for none. An instance serves one thread.</param>
/// <param name="ReadStopWords">Articles, prepositions and the like.</param>
internal sealed record WordLanguage(string Name, Func<SnowballProgram>? MakeStemmer, Func<IEnumerable<string>> ReadStopWords)
{
    /// <summary>That of a shop which says nothing.</summary>
    public const string Default = "english";

    // The words with which people ask, in the language that is asked in most; a shop's titles do not have them, and none of them is a slip of the finger.
    private static readonly string[] EnglishAsking = ["show", "me", "find", "looking", "want", "need", "please", "some", "any", "buy", "i", "my"];

    private static readonly Dictionary<string, string> IrregularEnglish = new(EnglishSpelling.All, StringComparer.Ordinal)
    {
        ["women"] = "woman",
        ["womens"] = "woman", // "women's" as people type it
        ["men"] = "man",
        ["mens"] = "man",
        ["children"] = "child",
        ["childrens"] = "child",
        ["feet"] = "foot",
        ["teeth"] = "tooth",
        ["geese"] = "goose",
        ["mice"] = "mouse",
        ["knives"] = "knife",
        ["wives"] = "wife",
        ["scarves"] = "scarf",
        ["shelves"] = "shelf",
        ["halves"] = "half",
        ["wolves"] = "wolf",
        ["leaves"] = "leaf",
        ["loaves"] = "loaf",
        ["calves"] = "calf",
        ["two"] = "2", // "three seater", "3 seater"
        ["three"] = "3",
        ["four"] = "4",
        ["five"] = "5",
        ["six"] = "6",
        ["seven"] = "7",
        ["eight"] = "8",
        ["nine"] = "9",
        ["ten"] = "10",
        ["twelve"] = "12",
    };

    private static readonly WordLanguage[] All =
    [
        new("armenian", () => new ArmenianStemmer(), () => ArmenianAnalyzer.DefaultStopSet),
        new("basque", () => new BasqueStemmer(), () => BasqueAnalyzer.DefaultStopSet),
        new("catalan", () => new CatalanStemmer(), () => CatalanAnalyzer.DefaultStopSet) { Finish = Feminine.Finish("nena", "noia", "senyora") },
        new("danish", () => new DanishStemmer(), () => DanishAnalyzer.DefaultStopSet),
        new("dutch", () => new DutchStemmer(), () => DutchAnalyzer.DefaultStopSet),
        new(Default, () => new EnglishStemmer(), () => EnglishAnalyzer.DefaultStopSet.Concat(EnglishAsking)) { Irregular = IrregularEnglish, Finish = EnglishStem.Of },
        new("finnish", () => new FinnishStemmer(), () => FinnishAnalyzer.DefaultStopSet),
        new("french", () => new FrenchStemmer(), () => FrenchAnalyzer.DefaultStopSet),
        new("german", () => new German2Stemmer(), () => GermanAnalyzer.DefaultStopSet) { Finish = GermanStem.Of },
        new("hungarian", () => new HungarianStemmer(), () => HungarianAnalyzer.DefaultStopSet),
        new("irish", () => new IrishStemmer(), () => IrishAnalyzer.DefaultStopSet),
        new("italian", () => new ItalianStemmer(), () => ItalianAnalyzer.DefaultStopSet) { Finish = (word, stem) => word is "bambina" or "bambine" ? "bambina" : word is "ragazza" or "ragazze" ? "ragazza" : stem },
        new("norwegian", () => new NorwegianStemmer(), () => NorwegianAnalyzer.DefaultStopSet),
        new("portuguese", () => new PortugueseStemmer(), () => PortugueseAnalyzer.DefaultStopSet) { Finish = Feminine.Finish("menina", "garota", "moça", "senhora") },
        new("romanian", () => new RomanianStemmer(), () => RomanianAnalyzer.DefaultStopSet),
        new("russian", () => new RussianStemmer(), () => RussianAnalyzer.DefaultStopSet),
        new("spanish", () => new SpanishStemmer(), () => SpanishAnalyzer.DefaultStopSet) { Finish = Feminine.Finish("niña", "nena", "chica", "señora", "muchacha", "hija", "hermana", "abuela") },
        new("swedish", () => new SwedishStemmer(), () => SwedishAnalyzer.DefaultStopSet),
        new("turkish", () => new TurkishStemmer(), () => TurkishAnalyzer.DefaultStopSet),
        new("none", null, () => []),
    ];

    /// <summary>The names of all languages.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(language => language.Name)];

    /// <summary>Whether accents are taken off before a word is stemmed: where they are only a spelling ("résumé"), but not where they tell endings apart ("été").</summary>
    public bool FoldsFirst => Name is Default or "none";

    /// <summary>Forms that no algorithm takes to their stems, such as "women"; the commonest in shops.</summary>
    public IReadOnlyDictionary<string, string> Irregular { get; init; } = new Dictionary<string, string>();

    /// <summary>The stem of a word, of that and of what the algorithm gives.</summary>
    public Func<string, string, string> Finish { get; init; } = (_, stem) => stem;

    /// <exception cref="UsageException">There is no such language.</exception>
    public static WordLanguage Named(string name) => All.FirstOrDefault(language => language.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"'{name}' is no language whose words can be taken to their stems.", $"Name one of: {string.Join(", ", Names)}.");
}
