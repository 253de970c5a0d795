using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Neighbours;
using Vitrine.Search.Tests.Words;

namespace Vitrine.Search.Tests.Neighbours;

/// <summary>What is proposed in a shop that calls a boot "bootie" too, by a model whose nearness is written down.</summary>
public sealed class SynonymProposalsTests : IDisposable
{
    // Nearness by the angle between: boot and bootie, red and green, boot and its leather, shirt and boots of a like look.
    private static readonly Dictionary<string, double> Degrees = new() { ["boot"] = 0, ["bootie"] = 10, ["leather"] = 15, ["red"] = 90, ["green"] = 95, ["shirt"] = 180, ["curtain"] = 185 };

    private readonly WordShop shop;

    public SynonymProposalsTests()
    {
        shop = new WordShop(
        [
            .. Enumerable.Range(0, 40).Select(number => Of($"B{number}", $"leather {(number % 4 == 0 ? "bootie" : "boot")}", "Footwear", number)),
            .. Enumerable.Range(0, 20).Select(number => Of($"S{number}", "shirt", "Clothes", number)),
            .. Enumerable.Range(0, 20).Select(number => Of($"C{number}", "curtain", "Home", number)),
        ]);
        FieldIndexWriter.Update(shop.Store);
    }

    [Fact]
    public void Of_TwoWordsForOneThing_ProposesThemAlone()
    {
        var proposal = Assert.Single(Propose());
        Assert.Equal(("boot", "bootie", 30, 10, 0), (proposal.Word, proposal.Other, proposal.Products, proposal.OtherProducts, proposal.Together));
        Assert.Equal(Math.Cos(10 * Math.PI / 180), proposal.Likeness, 5);
    }

    [Fact]
    public void Of_WhatTheShopHasAlready_IsNotProposed()
    {
        File.WriteAllText(Path.Combine(shop.Path, "synonyms.txt"), "boot, bootie\n");
        Assert.Empty(Propose());
        Assert.Equal([new("boot", "boot", 30), new("bootie", "boot", 30)], SynonymNames.Of(shop.Store));
    }

    public void Dispose() => shop.Dispose();

    private static ProductData Of(string id, string title, string kind, int number) => new(id, title, [kind]) { Attributes = WordShop.Attributes(("colour", number % 2 == 0 ? "red" : "green")) };

    private IReadOnlyList<SynonymProposal> Propose()
    {
        using var model = new GivenWords(Degrees);
        return SynonymProposals.Of(shop.Store, model, 100, cancellation: TestContext.Current.CancellationToken);
    }
}
