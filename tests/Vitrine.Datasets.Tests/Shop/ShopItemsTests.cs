using Vitrine.Catalogue;
using Vitrine.Datasets.Shop;

namespace Vitrine.Datasets.Tests.Shop;

/// <summary>The changes of a stored shop, held to what its attributes say.</summary>
public sealed class ShopItemsTests : IClassFixture<ShopItemsTests.Stored>
{
    private readonly CatalogueStore store;
    private readonly IReadOnlyList<ShopChange> changes;
    private readonly Product[] products;

    public ShopItemsTests(Stored stored)
    {
        store = stored.Store;
        changes = ShopItems.Changes(store, Part.Train);
        products = [.. store.Products().Where(product => product.Part == Part.Train)];
    }

    [Fact]
    public void AreIn_AShopAndAnother_TellsThemApart()
    {
        Assert.True(ShopItems.AreIn(store));
        using var folder = new TemporaryFolder();
        using (var writer = StoreWriter.Open(folder.File("other.vitrine")))
        {
            writer.Put(new ProductData("p", "Red Dress", ["Clothing", "Dresses and skirts", "Dresses"]), []);
            writer.Commit();
        }

        using var other = CatalogueStore.Open(folder.File("other.vitrine"));
        Assert.False(ShopItems.AreIn(other));
    }

    [Fact]
    public void Changes_OfAPart_LeadToAllProductsThatDifferInTheChangedAttributesAlone()
    {
        Assert.NotEmpty(changes);
        foreach (var change in changes)
        {
            var (reference, target) = (store.Find(change.Reference)!, store.Find(change.Targets[0])!);
            Assert.Equal(change.Changed.Order(), Differing(reference, target).Order());
            var expected = products.Where(product => product.Category == reference.Category && !Differing(product, target).Any()).Select(product => product.Id);
            Assert.Equal(expected.Order(StringComparer.Ordinal), change.Targets.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Changes_OfAPart_HaveEveryShareOfTheAttributes()
    {
        var shares = changes.Where(change => change.Attributes == 4).Select(change => change.Changed.Count).Distinct();
        Assert.Equal([1, 2, 3, 4], shares.Order());
    }

    [Fact]
    public void HardNegatives_OfAChange_KeepSomethingOfWhatWasToBeChanged()
    {
        Assert.Contains(changes, change => change.HardNegatives.Count > 0);
        foreach (var change in changes)
        {
            var reference = store.Find(change.Reference)!;
            foreach (var product in change.HardNegatives.Select(id => store.Find(id)!))
            {
                Assert.NotEqual(reference.Id, product.Id);
                Assert.Subset(change.Changed.ToHashSet(), Differing(reference, product).ToHashSet());
                Assert.True(Differing(reference, product).Count() < change.Changed.Count);
            }

            Assert.Empty(change.HardNegatives.Intersect(change.Targets));
        }
    }

    [Fact]
    public void Second_OfAChange_DiffersFromTheTargetInTheChangedAttributesAlone()
    {
        Assert.Contains(changes, change => change.Second is not null);
        foreach (var change in changes.Where(change => change.Second is not null))
            Assert.Subset(change.Changed.ToHashSet(), Differing(store.Find(change.Second!)!, store.Find(change.Targets[0])!).ToHashSet());
    }

    [Fact]
    public void Paraphrases_OfAChange_AreSixThatNameWhatIsWanted()
    {
        foreach (var change in changes)
        {
            Assert.Equal(6, change.Paraphrases.Distinct().Count());
            Assert.StartsWith("make it ", change.Paraphrases[2], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Changes_AskedTwice_AreTheSame() => Assert.Equal(changes.Select(change => $"{change.Reference} {change.Paraphrases[1]}"), ShopItems.Changes(store, Part.Train).Select(change => $"{change.Reference} {change.Paraphrases[1]}"));

    private static IEnumerable<string> Differing(Product one, Product other) => one.Attributes.Keys.Where(name => name != "model" && one.Attributes[name][0] != other.Attributes[name][0]);

    public sealed class Stored : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Stored()
        {
            ShopWriter.WriteStore(ShopGenerator.Generate(new ShopOptions(240, KeepsFamilies: true)), folder.File("shop.vitrine"));
            Store = CatalogueStore.Open(folder.File("shop.vitrine"));
        }

        public CatalogueStore Store { get; }

        public void Dispose()
        {
            Store.Dispose();
            folder.Dispose();
        }
    }
}
