using Vitrine.Catalogue;
using Vitrine.Search.Queries;
using Vitrine.Workbench.Shopping;

namespace Vitrine.Workbench.Tests.Shopping;

/// <summary>Rankings that a test writes down, for queries of a shop of 24 products, reckoned by hand.</summary>
public sealed class ShopperMeasuresTests
{
    private static readonly double[] Discounts = [.. Enumerable.Range(1, 10).Select(rank => 1 / Math.Log2(rank + 1))];

    [Fact]
    public void Of_RightOnesAtRanksTwoAndFour_IsWhatTheDefinitionSays()
    {
        int[] relevant = [0, 1, 2, 3, 4, 5];
        var figures = QueryFigures.Of([20, 0, 21, 1, 22], relevant);
        Assert.Equal((Discounts[1] + Discounts[3]) / Discounts[..6].Sum(), figures.Ndcg, 12);
        Assert.Equal((2 / 10.0, 2 / 6.0, true), (figures.Precision, figures.Recall, figures.HasHits));
    }

    [Fact]
    public void Of_MoreRightOnesThanRanks_CountsTenOfThem()
    {
        int[] relevant = [.. Enumerable.Range(0, 30)];
        Assert.Equal(1, QueryFigures.Of([.. Enumerable.Range(0, 24)], relevant).Ndcg, 12);
        Assert.Equal(Discounts[0] / Discounts.Sum(), QueryFigures.Of([7], relevant).Ndcg, 12);
    }

    [Fact]
    public void Of_RightOnesBehindRankTen_CountForRecallAlone()
    {
        var figures = QueryFigures.Of([.. Enumerable.Range(100, 99), 3, 4], [3, 4]);
        Assert.Equal((0.0, 0.0, 0.5), (figures.Ndcg, figures.Precision, figures.Recall)); // the second right one is at rank 101
    }

    [Fact]
    public void Of_NothingFound_IsZeroWithoutHits() => Assert.Equal(new QueryFigures(0, 0, 0, HasHits: false), QueryFigures.Of([], [1, 2]));

    [Fact]
    public void Of_AContestantThatKnowsTheKindAlone_IsMeasuredPerVariant()
    {
        using var shop = new ColourShop();
        var made = ShopperQueries.Make(shop.Store, Options(Part.Validation));
        var other = ShopperQueries.Make(shop.Store, Options(Part.Test));
        Assert.Equal(4, made.Queries.Count + other.Queries.Count);
        var result = ShopperMeasures.Of(made, shop.Store.Count, null, [new Contestant("kind", RankByKind)], null, CancellationToken.None).Single();
        var asIs = result.Variants.Single(variant => variant.Variant == QueryVariant.AsIs);

        // Of each kind the red ones stand first: they are all found, the blue ones from rank 7 on.
        var red = 1.0;
        var blue = Discounts[6..].Sum() / Discounts[..6].Sum();
        Assert.Equal(made.Queries.Average(query => query.Text.StartsWith("red", StringComparison.Ordinal) ? red : blue), asIs.Find("ndcg@10")!.Value.Value, 12);
        Assert.Equal((0.0, 1.0, 1.0), (asIs.Find("without-hits")!.Value.Value, asIs.Find("with-hits")!.Value.Value, asIs.Find("recall@100")!.Value.Value));
        Assert.Equal(6.0 / 24, asIs.Find("p@10")!.Chance);
        Assert.Equal(made.Queries.Count, asIs.Find("ndcg@10")!.PerQuery!.Count);
        Assert.Equal(asIs.Find("ndcg@10")!.Value, asIs.Find("colour+category/ndcg@10")!.Value);
    }

    [Fact]
    public void Of_QueriesWithoutAVariant_AreLeftOutAndComparedWithTheSameAsTheyAre()
    {
        using var shop = new ColourShop();
        var made = ShopperQueries.Make(shop.Store, new() { Attributes = [["colour"], ["category"]], Part = Part.Test });
        var kinds = made.Queries.Count(query => query.Group == "category");
        Assert.InRange(kinds, 1, made.Queries.Count - 1);
        var variants = ShopperMeasures.Of(made, 24, null, [new Contestant("kind", RankByKind)], null, CancellationToken.None).Single().Variants;
        Assert.DoesNotContain(variants, variant => variant.Variant == QueryVariant.Order); // one word has no other order
        var plural = variants.Single(variant => variant.Variant == QueryVariant.Plural);
        Assert.Equal(kinds, plural.Queries);
        Assert.Equal(made.Queries.Count - kinds, plural.LeftOut);
        Assert.Equal(1, plural.Find("as-is/with-hits")!.Value.Value);
        Assert.Equal(made.Queries.Select(query => query.Group == "category"), plural.Find("ndcg@10")!.PerQuery!.Select(value => !double.IsNaN(value)));
    }

    [Fact]
    public void Fusion_TwoRankings_AddsTheReciprocalsOfTheirRanks()
    {
        // 1: 1/61 + 1/63; 2: 1/62 + 1/61; 3: 1/63 + 1/62; 4: 1/64; 5: none before 64 either, but 4 has the lower row.
        Assert.Equal([2, 1, 3, 4, 5], ReciprocalRankFusion.Of([1, 2, 3, 5], [2, 3, 1, 4]));
        Assert.Empty(ReciprocalRankFusion.Of([], []));
    }

    private static ShopperOptions Options(Part part) => new() { Part = part, Attributes = [["colour", "category"]] };

    private static IReadOnlyList<int> RankByKind(string text) =>
        [.. Enumerable.Range(0, 24).Where(row => text.Contains(row < 12 ? "mug" : "plate", StringComparison.Ordinal))];
}
