using System.Text.RegularExpressions;
using Vitrine.Catalogue.Text;
using Vitrine.Platform;
using Vitrine.Search.Queries;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

/// <summary>
/// Queries of two words of one real title: with a slip of the finger in one of them, which is to come back, and with a word of ordinary English besides, which no product has and which is to stay. Prints both shares.
/// </summary>
public sealed partial class SpellerOnRealTitlesTests(SpellerOnRealTitlesTests.Shop fixture) : IClassFixture<SpellerOnRealTitlesTests.Shop>
{
    private const int Queries = 1500;
    // Every so many products of the shop: the test takes seconds.
    private const int OneIn = 3;

    /// <summary>Products of myntra with their titles and kinds; made when a test first asks, so that nothing is made where the data is absent.</summary>
    public sealed class Shop : IDisposable
    {
        private readonly Lazy<WordShop> words = new(() => new WordShop(RealTitles.OneIn(OneIn)));

        internal WordShop Words => words.Value;

        public void Dispose()
        {
            if (words.IsValueCreated)
                words.Value.Dispose();
        }
    }

    [Theory]
    [InlineData(false, 0.98)]
    [InlineData(true, 0.98)]
    public void Read_SlipInARealQuery_IsMended(bool isAlone, double atLeast)
    {
        var speller = new Speller(fixture.Words.Index);
        var (mended, asked) = (0, 0);
        foreach (var (query, bits) in Drawn())
        {
            var slipped = query[(int)(bits >> 40) & 1];
            if (FingerSlip.Of(slipped, bits).FirstOrDefault(slip => !IsKnown(slip)) is not { } slip)
                continue;
            asked++;
            var (typed, meant) = isAlone ? (slip, slipped) : (string.Join(' ', query.Select(word => word == slipped ? slip : word)), string.Join(' ', query));
            if (SameTerms(speller.Read(typed).Text, meant))
                mended++;
        }

        Report(isAlone ? "a slip alone" : "a slip beside a word", mended, asked, atLeast);
    }

    [Theory]
    [InlineData("data/wikipedia-xmodal/texts.jsonl", 0.86)]
    [InlineData("data/fashion-iq/captions/cap.dress.train.json", 0.76)]
    public void Read_WordThatNoProductHas_StaysBesideARealQuery(string corpus, double atLeast)
    {
        var speller = new Speller(fixture.Words.Index);
        string[] unknown = [.. File.ReadLines(SharedFolder.Require(corpus)).SelectMany(line => Word().Matches(line.ToLowerInvariant())).Select(match => match.Value)
            .CountBy(word => word).Where(word => word.Value >= 20).Select(word => word.Key).Where(word => !IsKnown(word)).Order(StringComparer.Ordinal)];
        var (kept, asked) = (0, 0);
        foreach (var (query, bits) in Drawn())
        {
            var word = unknown[bits % (ulong)unknown.Length];
            asked++;
            if (speller.Read($"{word} {query[0]} {query[1]}").Corrections.Count == 0)
                kept++;
        }

        Report($"one of {unknown.Length} words that no product has", kept, asked, atLeast);
    }

    // Two words that people could ask for, of one title, and random bits.
    private IEnumerable<(string[] Query, ulong Bits)> Drawn()
    {
        for (var number = 0UL; number < Queries; number++)
        {
            var bits = SplitMix64.At(7, number);
            var title = fixture.Words.Store.TitlesOf([(int)(bits % (ulong)fixture.Words.Store.Count)]).Single();
            string[] words = [.. Word().Matches(LowerCase.Of(title)).Select(match => match.Value).Where(word => fixture.Words.Index.StartingWith(word, 1).Any(found => found.Word == word && found.Products >= 5)).Distinct()];
            if (words.Length < 2)
                continue;
            var first = (int)((bits >> 20) % (ulong)words.Length);
            yield return ([words[first], words[(first + 1 + (int)((bits >> 30) % (ulong)(words.Length - 1))) % words.Length]], bits);
        }
    }

    private bool IsKnown(string word) => fixture.Words.Index.RunsOf(Analyzer.TermOf(word), WordFields.All).Length > 0;

    private static bool SameTerms(string one, string other) => one.Split(' ').Select(Analyzer.TermOf).SequenceEqual(other.Split(' ').Select(Analyzer.TermOf));

    private static WordAnalyzer Analyzer { get; } = new(WordLanguage.Named(WordLanguage.Default));

    private static void Report(string what, int good, int asked, double atLeast)
    {
        var share = (double)good / asked;
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {share:P1} of {asked}");
        Assert.True(share >= atLeast, $"{what}: {share:P1} of {asked}");
    }

    [GeneratedRegex("[a-z]{4,}")]
    private static partial Regex Word();
}
