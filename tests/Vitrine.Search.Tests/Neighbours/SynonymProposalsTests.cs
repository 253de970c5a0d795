using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Search.Fields;
using Vitrine.Search.Neighbours;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Neighbours;

/// <summary>What a shop is told of its synonyms: half of its boots are called "bootie".</summary>
public sealed class SynonymProposalsTests(SynonymProposalsTests.Shop fixture) : IClassFixture<SynonymProposalsTests.Shop>
{
    public sealed class Shop : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Shop()
        {
            using (var writer = StoreWriter.Open(Path))
            {
                for (var number = 0; number < 180; number++)
                {
                    var product = TinyShop.Product(number);
                    var isOther = number / 18 % 2 == 0;
                    writer.Put(product with { Title = isOther ? product.Title.Replace("boot", "bootie", StringComparison.Ordinal) : product.Title }, TinyShop.Photo(number));
                }

                writer.Commit();
            }

            using var store = CatalogueStore.Open(Path);
            Methods.Find("cca").Train(new StoreTrainingData(store), new TrainingRequest(TinyShop.Model) { Bits = 8 });
            WordIndexWriter.Update(store);
            FieldIndexWriter.Update(store);
        }

        public string Path => folder.File("shop.vitrine");

        public void Dispose() => folder.Dispose();
    }

    [Fact]
    public void Of_TwoWordsForOneThing_ProposesThem()
    {
        var found = Propose();
        Assert.Contains(found, proposal => new[] { proposal.Word, proposal.Other }.Order(StringComparer.Ordinal).SequenceEqual(["boot", "bootie"]));
        Assert.All(found, proposal => Assert.True(proposal.Together <= 0.1 * proposal.OtherProducts && proposal.Products >= proposal.OtherProducts));
        Assert.Equal(found.Select(proposal => proposal.Likeness).OrderDescending(), found.Select(proposal => proposal.Likeness));
    }

    [Fact]
    public void Of_ValuesOfOneAttribute_AreNoSynonyms() =>
        Assert.DoesNotContain(Propose(), proposal => new[] { "red", "green", "blue", "yellow", "black", "white" } is var colours && colours.Contains(proposal.Word) && colours.Contains(proposal.Other));

    [Fact]
    public void Of_WhatTheShopHasAlready_IsNotProposed()
    {
        var file = Path.Combine(fixture.Path, "synonyms.txt");
        File.WriteAllText(file, "boot, bootie\n");
        try
        {
            Assert.DoesNotContain(Propose(), proposal => (proposal.Word, proposal.Other) is ("boot", "bootie"));
            using var store = CatalogueStore.Open(fixture.Path);
            Assert.Equal([("boot", "boot"), ("bootie", "boot")], SynonymNames.Of(store).Select(name => (name.Typed, name.Read)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private IReadOnlyList<SynonymProposal> Propose()
    {
        using var store = CatalogueStore.Open(fixture.Path);
        using var model = Methods.Load(fixture.Path, TinyShop.Model);
        return SynonymProposals.Of(store, model, 100, cancellation: TestContext.Current.CancellationToken);
    }
}
