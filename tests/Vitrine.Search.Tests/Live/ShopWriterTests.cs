using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search.Fields;
using Vitrine.Search.Live;
using Vitrine.Search.Shop;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Live;

/// <summary>Products written into a shop that is searched.</summary>
public sealed class ShopWriterTests : IDisposable
{
    private readonly TinyShop shop = new();
    private readonly List<ShopSearch> states = [];

    [Fact]
    public async Task Write_OfAProduct_IsFoundByItsWords_AndNoLongerByThoseItHad()
    {
        await using var writer = Open(null);
        var added = await Write(writer, new ProductWrite.Put(TinyShop.Product(7) with { Id = "new", Title = "crimson brolka" }, [Photo(500)]));
        Assert.Equal(WriteKind.Added, added.Kind);
        await Searchable(writer, added);
        Assert.Equal("new", Assert.Single(Ids("brolka")));
        Assert.Equal("new", Ids("brokla")[0]); // a slip is read by the new words, too

        var patched = await Write(writer, new ProductWrite.Patch("new", product => product with { Title = "crimson sarong" }, null));
        Assert.Equal(WriteKind.Updated, patched.Kind);
        await Searchable(writer, patched);
        Assert.Empty(Ids("brolka"));
        Assert.Equal("new", Assert.Single(Ids("sarong")));

        var removed = await Write(writer, new ProductWrite.Remove("new"));
        Assert.Equal(WriteKind.Removed, removed.Kind);
        await Searchable(writer, removed);
        Assert.Empty(Ids("sarong"));
    }

    [Fact]
    public async Task Write_ThatChangesNothingOrFindsNothing_SaysSo()
    {
        await using var writer = Open(null);
        Assert.Equal(WriteKind.Unchanged, (await Write(writer, new ProductWrite.Put(TinyShop.Product(7), null))).Kind);
        Assert.Equal(WriteKind.Unknown, (await Write(writer, new ProductWrite.Remove("nobody"))).Kind);
        Assert.Equal(WriteKind.Unknown, (await Write(writer, new ProductWrite.Patch("nobody", product => product, null))).Kind);
        await Assert.ThrowsAsync<ArgumentException>(() => Write(writer, new ProductWrite.Put(TinyShop.Product(7) with { Title = " " }, null)));
        Assert.Equal(WriteKind.Added, (await Write(writer, new ProductWrite.Put(TinyShop.Product(7) with { Id = "x" }, []))).Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task States_AfterAnyWrites_AnswerAsAnIndexMadeFromNothing(int seed)
    {
        var random = new Random(seed);
        var other = Path.Combine(shop.Store, "..", "other.vitrine");
        await using (var writer = Open(null))
        {
            var last = default(WriteOutcome);
            for (var step = 0; step < 120; step++)
            {
                var number = random.Next(240);
                ProductWrite write = random.Next(4) == 0 ? new ProductWrite.Remove($"P{number:D4}")
                    : new ProductWrite.Put(TinyShop.Product(number + random.Next(6)) with { Id = $"P{number:D4}" }, [Photo(number)]);
                last = await Write(writer, write);
                if (random.Next(10) == 0)
                    await Searchable(writer, last);
            }

            await Searchable(writer, last);
            WriteAnew(states[^1].Store, other);
            AssertSame(other);
        }

        states.Clear();
        states.Add(ShopSearch.Open(shop.Store, null)); // as it was left
        AssertSame(other);
    }

    [Fact]
    public async Task Write_WithAModel_IsFoundByItsPhoto_AndTheStoreIsLeftIndexed()
    {
        await using (var writer = Open(TinyShop.Model))
        {
            var added = await Write(writer, new ProductWrite.Put(TinyShop.Product(6) with { Id = "new" }, [Photo(600)]));
            await Searchable(writer, added);
            var found = states[^1].Answer(new ShopQuery { Starts = [new PicturePart(TinyShop.Photo(600))], Count = 200 });
            Assert.Contains(found.Hits.Concat(found.LessLikely), hit => hit.Product.Id == "new");
        }

        using var search = ShopSearch.Open(shop.Store, TinyShop.Model);
        Assert.NotNull(search.Store.Find("new"));
        Assert.Equal(TinyShop.Model, search.Answer(new ShopQuery { Text = "red dress" }).Model);
    }

    [Fact]
    public async Task Open_WhileAnotherWrites_SaysSo()
    {
        await using var writer = Open(null);
        Assert.Contains("being written", Assert.Throws<CatalogueException>(() => ShopWriter.Open(shop.Store, null, null, state => state.Dispose())).Message, StringComparison.Ordinal);
    }

    public void Dispose() => shop.Dispose();

    private static PreparedPhoto Photo(int number) => PreparedPhoto.Of(TinyShop.Photo(number));

    private static Task<WriteOutcome> Write(ShopWriter writer, ProductWrite write) => writer.WriteAsync(write, TestContext.Current.CancellationToken);

    private static Task Searchable(ShopWriter writer, WriteOutcome outcome) => writer.WhenSearchableAsync(outcome.Change, TestContext.Current.CancellationToken);

    private ShopWriter Open(string? model) => ShopWriter.Open(shop.Store, model, null, state =>
    {
        lock (states)
        {
            states.ForEach(before => before.Dispose());
            states.Clear();
            states.Add(state);
        }
    });

    private List<string> Ids(string text)
    {
        lock (states)
        {
            var answer = states[^1].Answer(new ShopQuery { Text = text, Count = 300 });
            return [.. answer.Hits.Concat(answer.LessLikely).Select(hit => hit.Product.Id)];
        }
    }

    private static void WriteAnew(CatalogueStore products, string path)
    {
        using (var writer = StoreWriter.Open(path))
        {
            foreach (var product in products.Products())
                writer.Put(new ProductData(product.Id, product.Title, products.Tree.Path(product.Category)) { Attributes = product.Attributes }, [.. products.PhotosOf(product.Row).ToArray().Select(products.ReadPhoto)]);
            writer.Commit();
        }

        using var store = CatalogueStore.Open(path);
        WordIndexWriter.Update(store);
        FieldIndexWriter.Update(store);
    }

    private void AssertSame(string other)
    {
        using var anew = ShopSearch.Open(other, null);
        var live = states[^1];
        Assert.Equal(anew.Store.Count, live.Store.Count);
        foreach (var query in (ShopQuery[])[new() { Count = 300, Facets = ["colour", "category"] }, new() { Count = 300, Category = "Clothes", Facets = ["colour"] }, new() { Count = 300, Where = new Dictionary<string, FieldCondition> { ["colour"] = new FieldCondition.OneOf("red") } }])
        {
            var (expected, actual) = (anew.Answer(query), live.Answer(query));
            Assert.Equal(expected.Hits.Select(hit => hit.Product.Id), actual.Hits.Select(hit => hit.Product.Id));
            Assert.Equal(expected.Total, actual.Total);
            Assert.Equivalent(expected.Facets, actual.Facets);
        }

        foreach (var text in (string[])["red dress", "boot", "rde shirt", "model 17", "P0012"])
        {
            var (expected, actual) = (anew.Answer(new ShopQuery { Text = text, Count = 300 }), live.Answer(new ShopQuery { Text = text, Count = 300 }));
            Assert.Equal(expected.Understood.Text, actual.Understood.Text);
            // Frequencies of before weigh words a little differently; who has all of them stands first all the same.
            Assert.Equal(expected.Hits.Concat(expected.LessLikely).Select(hit => hit.Product.Id).Order(), actual.Hits.Concat(actual.LessLikely).Select(hit => hit.Product.Id).Order());
            Assert.Equal(expected.Hits.Take(3).Select(hit => hit.Product.Title.Split(' ')[0]), actual.Hits.Take(3).Select(hit => hit.Product.Title.Split(' ')[0]));
        }
    }
}
