using Vitrine.Index;
using Vitrine.Search.Traits;

namespace Vitrine.Search.Tests.Traits;

public sealed class TraitScoresTests
{
    private const int Rows = 400;

    private static readonly string[] Kinds = ["bag", "boot", "dress", "lamp", "shirt", "shoe", "sofa"];
    private static readonly string[] Colours = ["black", "blue", "green", "red", "white", "yellow"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Best_AnyQueryCountAndFilter_IsTheRankingOfAPlainSum(bool believesStore)
    {
        var random = new Random(5);
        var traits = Drawn(random);
        for (var query = 0; query < 40; query++)
        {
            AskedTrait[] asked = [.. Enumerable.Range(0, 1 + query % 3).Select(_ => DrawnThing(random, traits))];
            double[] plain = [.. Enumerable.Range(0, Rows).Select(row => asked.Sum(thing => Plain(traits, thing, row, believesStore)))];
            foreach (var filter in new[] { null, RowSet.Where(Rows, row => row % 2 == 0), RowSet.Where(Rows, row => row % 29 == 0) })
            {
                // What is already known must not change what is found.
                var scores = new TraitScores(traits, asked, believesStore) { Known = 1 };
                foreach (var count in new[] { 3, 50, Rows })
                {
                    var found = scores.Best(count, filter);
                    Assert.Equal(Math.Min(count, filter?.Count ?? Rows), found.Count);
                    Assert.All(found, hit => Assert.Equal(plain[hit.Row], hit.Score, 1e-4));
                    Assert.Equal(found.Select(hit => (float?)hit.Score), scores.Score([.. found.Select(hit => hit.Row)]));
                    Assert.Equal(found.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Row), found);
                    var left = Enumerable.Range(0, Rows).Where(row => filter?.Contains(row) != false).Except(found.Select(hit => hit.Row));
                    Assert.All(left, row => Assert.True(plain[row] <= found[^1].Score + 1e-4));
                }
            }
        }
    }

    private static ProductTraits Drawn(Random random)
    {
        var (likeliest, probabilities, said) = (new List<short[]>(), new List<byte[]>(), new List<short[]>());
        foreach (var values in new[] { Kinds.Length, Colours.Length })
        {
            var (numbers, shares) = (new short[Rows * ProductTraits.Kept], new byte[Rows * ProductTraits.Kept]);
            for (var row = 0; row < Rows; row++)
            {
                short[] order = [.. Enumerable.Range(0, values).Select(value => (short)value)];
                random.Shuffle(order);
                var rest = 255;
                for (var i = 0; i < ProductTraits.Kept; i++)
                {
                    var share = random.Next(rest + 1);
                    (numbers[row * ProductTraits.Kept + i], shares[row * ProductTraits.Kept + i]) = (order[i], (byte)share);
                    rest -= share;
                }
            }

            likeliest.Add(numbers);
            probabilities.Add(shares);
            said.Add([.. Enumerable.Range(0, Rows).Select(_ => (short)random.Next(TraitLabels.Other, values))]);
        }

        return new ProductTraits([new Trait(Trait.Kind, Kinds), new Trait("colour", Colours)], Rows, [.. likeliest], [.. probabilities], [.. said]);
    }

    private static AskedTrait DrawnThing(Random random, ProductTraits traits)
    {
        TraitReading[] readings = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => random.Next(2)).Select(trait =>
            new TraitReading(trait, [.. traits.Traits[trait].Values.Select(_ => random.Next(3) == 0)], 1f / (1 + random.Next(4))))];
        RowSet? Some() => random.Next(2) == 0 ? null : RowSet.Where(Rows, _ => random.Next(10) == 0);
        return new AskedTrait(random.Next(2) == 0 ? "thing" : "such a thing", readings, Some(), Some(), 1f / (1 + random.Next(3)), IsHint: random.Next(5) == 0);
    }

    /// <summary>As the signal is defined, without any short cut.</summary>
    private static double Plain(ProductTraits traits, AskedTrait asked, int row, bool believesStore)
    {
        if (asked.Own?.Contains(row) == true)
            return 0;
        var fits = asked.Others * asked.Readings.Max(reading => reading.Fits * Share(traits, reading, row, believesStore));
        if (asked.Named?.Contains(row) == true)
            fits = Math.Max(fits, asked.NamedFit);
        var least = asked.IsHint ? 1.0 / 8 : asked.Readings.Any(reading => traits.Traits[reading.Trait].IsKind) ? 1.0 / 4096 : 1.0 / 256;
        return Math.Log(Math.Clamp(fits, least, 1));
    }

    private static double Share(ProductTraits traits, TraitReading reading, int row, bool believesStore)
    {
        var (likeliest, probabilities, said) = traits.Columns(reading.Trait);
        var (values, known) = (traits.Traits[reading.Trait].Values.Count, said[row]);
        if (believesStore && known >= 0 && reading.IsWanted[known])
            return 1;
        if (believesStore && known != TraitLabels.Unknown && traits.Traits[reading.Trait].IsKind)
            return 0;
        var kept = Enumerable.Range(row * ProductTraits.Kept, ProductTraits.Kept).ToArray();
        var sure = kept.Where(i => reading.IsWanted[likeliest[i]]).Sum(i => probabilities[i]);
        var others = reading.IsWanted.Count(wanted => wanted) - kept.Count(i => reading.IsWanted[likeliest[i]]);
        var rest = 255 - kept.Sum(i => probabilities[i]);
        return (sure + (double)rest * others / Math.Max(1, values - ProductTraits.Kept)) / 255 * (believesStore && known != TraitLabels.Unknown ? 0.25 : 1);
    }
}
