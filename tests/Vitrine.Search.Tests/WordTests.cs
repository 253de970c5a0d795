using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Search.Tests;

/// <summary>What words find: products without a photo, words that the model does not know, other spellings; and that several photos are one product.</summary>
public sealed class WordTests : IClassFixture<WordTests.WordShop>
{
    private readonly WordShop shop;

    public WordTests(WordShop shop) => this.shop = shop;

    [Fact]
    public void Answer_NoKnownWord_FindsByTitleOrNothing()
    {
        using var search = Open();
        var found = search.Answer(Query.Words("zeppelin"));
        Assert.True(found.IsByKeywords);
        Assert.Equal(["zeppelin"], found.UnknownWords);
        Assert.Equal(["N1"], found.Hits.Select(hit => hit.Product.Id));

        var nothing = search.Answer(Query.Words("xyzzy plugh"));
        Assert.True(nothing.IsByKeywords);
        Assert.Equal(["xyzzy", "plugh"], nothing.UnknownWords);
        Assert.Empty(nothing.Hits);
    }

    [Fact]
    public void Answer_SomeKnownWords_FindsByThemAndNamesTheOthers()
    {
        using var search = Open();
        var (mixed, plain) = (search.Answer(Query.Words("blue xyzzy dress")), search.Answer(Query.Words("blue dress")));
        Assert.False(mixed.IsByKeywords);
        Assert.Equal(["xyzzy"], mixed.UnknownWords);
        Assert.Empty(plain.UnknownWords);
        Assert.Equal(Ids(plain), Ids(mixed));
    }

    [Fact]
    public void Answer_ByWords_FindsProductsWithoutAPhotoNearTheTop()
    {
        using var search = Open();
        Assert.Contains("N2", Ids(search.Answer(Query.Words("red shirt"), 4)));
        Assert.Contains("N2", Ids(search.Answer(Query.Words("red shirt"), 4, "Clothes/Shirt")));
        Assert.DoesNotContain("N2", Ids(search.Answer(Query.Words("red shirt"), 1000, "Shoes")));
    }

    [Fact]
    public void ByImage_Always_FindsNoProductWithoutAPhotoAndEachOtherOnce()
    {
        using var search = Open();
        using var store = CatalogueStore.Open(shop.Store);
        string[] found = [.. search.ByImage(TinyShop.Photo(0), 1000).Select(hit => hit.Product.Id)];
        Assert.Equal(store.Products().Where(product => product.Photos > 0).Select(product => product.Id).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(SearchBy.Codes)]
    [InlineData(SearchBy.Vectors)]
    public void ByImage_AnyPhotoOfAProductOfSeveral_FindsItOnceAndAmongTheNearest(SearchBy by)
    {
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model, by);
        foreach (var photo in WordShop.PhotosOfSeveral)
        {
            var hits = search.ByImage(photo, 1000);
            var own = Assert.Single(hits, hit => hit.Product.Id == WordShop.Several);
            Assert.Equal(hits[0].Nearness.ToString(), own.Nearness.ToString());
        }
    }

    [Fact]
    public void Answer_OtherLettersOrDecomposed_IsTheSame()
    {
        using var search = Open();
        foreach (var (one, other) in new[] { ("caf\u00e9 chair", "CAFE\u0301 Chair"), ("red caf\u00e9 shirt", "RED cafe\u0301 SHIRT"), ("gr\u00fcn", "GRU\u0308N") })
        {
            var (composed, decomposed) = (search.Answer(Query.Words(one)), search.Answer(Query.Words(other)));
            Assert.Equal(Ids(composed), Ids(decomposed));
            Assert.Equal(composed.UnknownWords, decomposed.UnknownWords);
        }
    }

    [Fact]
    public void Training_Always_LeavesOutProductsWithoutAPhoto()
    {
        using var store = CatalogueStore.Open(shop.Store);
        var data = new StoreTrainingData(store);
        foreach (var part in Enum.GetValues<Part>())
            Assert.Equal(store.RowsOf(part).Where(store.HasPhoto), data.RowsOf(part));
        Assert.Equal(store.Count - WordShop.WithoutPhoto, Enum.GetValues<Part>().Sum(part => data.RowsOf(part).Count));
    }

    private ProductSearch Open() => ProductSearch.Open(shop.Store, TinyShop.Model, SearchBy.Vectors);

    private static IEnumerable<string> Ids(SearchAnswer answer) => answer.Hits.Select(hit => hit.Product.Id);

    /// <summary>The tiny shop, with three products that have no photo and one that has three.</summary>
    public sealed class WordShop : IDisposable
    {
        public const string Several = "M1";
        public const int WithoutPhoto = 3;

        private readonly TinyShop shop = new();

        public WordShop()
        {
            using (var writer = StoreWriter.Open(Store))
            {
                writer.Put(new ProductData("N1", "crimson zeppelin brooch", ["Shoes", "Boot"]), []);
                writer.Put(new ProductData("N2", "red shirt of plain cotton", ["Clothes", "Shirt"]), []);
                writer.Put(new ProductData("N3", "caf\u00e9 stool", ["Shoes", "Boot"]), []);
                writer.Put(new ProductData(Several, "shirt in several views", ["Clothes", "Shirt"]), PhotosOfSeveral);
                writer.Commit();
            }

            using var store = CatalogueStore.Open(Store);
            TinyShop.UpdateGalleries(store, TinyShop.Model);
        }

        public static byte[][] PhotosOfSeveral => [TinyShop.Photo(250), TinyShop.Photo(301), TinyShop.Photo(402)];

        public string Store => shop.Store;

        public void Dispose() => shop.Dispose();
    }
}
