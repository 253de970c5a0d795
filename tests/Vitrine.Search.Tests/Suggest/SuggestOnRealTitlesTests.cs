using System.Diagnostics;
using Vitrine.Search.Suggest;
using Vitrine.Search.Tests.Words;

namespace Vitrine.Search.Tests.Suggest;

/// <summary>Titles of a real shop typed letter by letter.</summary>
public sealed class SuggestOnRealTitlesTests
{
    // A title is mostly found before it is typed to its end.
    private const int Typed = 24;

    [Fact]
    public void Suggest_EveryKeystroke_ProposesWhatIsThere()
    {
        using var shop = new WordShop(RealTitles.OneIn(30));
        using var suggester = ShopSuggester.Open(shop.Path);
        foreach (var title in shop.Store.Titles().Where((_, row) => row % 20 == 0))
        {
            for (var length = 1; length <= Math.Min(Typed, title.Length); length++)
            {
                foreach (var suggestion in suggester.Suggest(title[..length]).Where(suggestion => suggestion.Kind != SuggestionKind.Product))
                    Assert.NotEmpty(shop.Find(suggestion.Text, 1));
            }
        }
    }

    /// <summary>Prints how long one keystroke takes at 113,118 products: <c>-explicit only -method "*OnRealTitles*Takes*" -showLiveOutput</c>.</summary>
    [Fact(Explicit = true)]
    public void Suggest_AHundredThousandProducts_TakesMilliseconds()
    {
        using var shop = new WordShop(Enumerable.Range(0, 3).SelectMany(time => RealTitles.OneIn(1).Select(product => product with { Id = $"{time}-{product.Id}" })));
        using var suggester = ShopSuggester.Open(shop.Path);
        List<double> milliseconds = [];
        foreach (var title in shop.Store.Titles().Where((_, row) => row % 500 == 0))
        {
            for (var length = 1; length <= Math.Min(Typed, title.Length); length++)
            {
                var clock = Stopwatch.StartNew();
                suggester.Suggest(title[..length]);
                milliseconds.Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        milliseconds.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine($"{shop.Store.Count:N0} products, {milliseconds.Count:N0} keystrokes: p50 {milliseconds[milliseconds.Count / 2]:F2} ms, p99 {milliseconds[milliseconds.Count * 99 / 100]:F2} ms, longest {milliseconds[^1]:F1} ms");
        Assert.True(milliseconds[milliseconds.Count / 2] < 3);
    }
}
