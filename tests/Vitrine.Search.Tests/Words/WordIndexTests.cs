using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

/// <summary>The file of words: when it is made, when it is refused.</summary>
public sealed class WordIndexTests
{
    [Fact]
    public void Update_NothingChanged_ReadsNothing()
    {
        using var shop = WordShop.OfTitles("german", "rotes Kleid");
        var again = WordIndexWriter.Update(shop.Store);
        Assert.Equal(new WordIndexUpdate(1, 3, "german", IsNew: false), again);
    }

    [Fact]
    public void Update_OtherLanguage_ReadsAnew()
    {
        using var shop = WordShop.OfTitles(null, "red dress");
        Assert.Equal("english", shop.Index.Language);
        Assert.True(WordIndexWriter.Update(shop.Store, "none").IsNew);
        using var index = WordIndex.Open(shop.Store);
        Assert.Equal("none", index.Language);
    }

    [Fact]
    public void Update_SameProducts_WritesTheSameBytes()
    {
        string[] titles = ["red dress", "blue-green hat", "a hat, a dress"];
        using var one = WordShop.OfTitles(null, titles);
        using var other = WordShop.OfTitles(null, titles);
        Assert.Equal(File.ReadAllBytes(WordIndex.PathOf(one.Store)), File.ReadAllBytes(WordIndex.PathOf(other.Store)));
    }

    [Fact]
    public void Update_Cancelled_LeavesTheFormerAndNothingElse()
    {
        using var shop = WordShop.OfTitles(null, "red dress");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => WordIndexWriter.Update(shop.Store, "none", cancellation: stop.Token));
        using var index = WordIndex.Open(shop.Store);
        Assert.Equal("english", index.Language);
        Assert.Equal(["words.bin"], Directory.GetFiles(Path.Combine(shop.Path, "index")).Select(Path.GetFileName));
    }

    [Fact]
    public void Update_UnknownLanguage_NamesThoseThatAreKnown()
    {
        using var shop = WordShop.OfTitles(null, "red dress");
        var refused = Assert.Throws<UsageException>(() => WordIndexWriter.Update(shop.Store, "klingon"));
        Assert.Contains("klingon", refused.Message, StringComparison.Ordinal);
        Assert.Contains("german", refused.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ProductsChanged_SaysWhatToRun()
    {
        using var shop = WordShop.OfTitles(null, "red dress");
        shop.Put([new ProductData("NEW", "blue dress", ["Things"])]);
        using var store = CatalogueStore.Open(shop.Path);
        Assert.Contains("vitrine index", Assert.Throws<UsageException>(() => WordIndex.Open(store)).Hint, StringComparison.Ordinal);
        Assert.True(WordIndexWriter.Update(store).IsNew);
        using var index = WordIndex.Open(store);
        Assert.Equal(2, index.Products);
    }

    [Fact]
    public void Open_NeverIndexed_SaysWhatToRun()
    {
        using var shop = WordShop.OfTitles(null, "red dress");
        File.Delete(WordIndex.PathOf(shop.Store));
        Assert.False(WordIndex.IsIn(shop.Store));
        Assert.Contains("vitrine index", Assert.Throws<UsageException>(() => WordIndex.Open(shop.Store)).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnyByteChangedOrCutOff_IsRefusedAndMadeAnew()
    {
        using var shop = WordShop.OfTitles(null, "red dress", "blue hat");
        var path = WordIndex.PathOf(shop.Store);
        var bytes = File.ReadAllBytes(path);
        for (var place = 0; place < bytes.Length; place += 7)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[place] ^= 0x40;
            File.WriteAllBytes(path, damaged);
            var error = Record.Exception(() => WordIndex.Open(shop.Store).Dispose());
            Assert.True(error is IndexFormatException || IsPadding(bytes, place), $"Byte {place}: {error?.Message ?? "nothing was noticed"}");
        }

        File.WriteAllBytes(path, bytes[..^8]);
        Assert.Throws<IndexFormatException>(() => WordIndex.Open(shop.Store));
        Assert.True(WordIndexWriter.Update(shop.Store).IsNew);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void Open_LongAndStrangeTexts_AreCutNotRefused()
    {
        using var shop = new WordShop([new ProductData(new string('Ⅷ', 900), new string('x', 5000) + " dress", ["Things"]), new ProductData("B", "\u0000 \u001f �", ["Things"])]);
        Assert.Single(shop.Find("dress"));
        Assert.Single(shop.Find(new string('ⅷ', 900)));
    }

    [Fact]
    public void StartingWith_SomeLetters_GivesTheMostFrequentWordsFirst()
    {
        using var shop = new WordShop(
        [
            new ProductData("A", "Red dress, red rim", ["Things"]),
            new ProductData("B", "Reddish dress", ["Things"]) { Attributes = WordShop.Attributes(("colour", "reddish"), ("shade", "redwood")) },
            new ProductData("C", "reddish hat", ["Things"]),
            new ProductData("D", "Été", ["Things"]),
        ]);
        Assert.Equal([new("reddish", 2), new("red", 1), new("redwood", 1)], shop.Index.StartingWith("Red", 10));
        Assert.Equal([new("reddish", 2), new("red", 1)], shop.Index.StartingWith("red", 10, WordFields.WithoutAttributes));
        Assert.Equal([new("reddish", 2)], shop.Index.StartingWith("r", 1));
        Assert.Equal([new("été", 1)], shop.Index.StartingWith("E\u0301t", 10));
        Assert.Empty(shop.Index.StartingWith("redx", 10));
        Assert.Equal("things", shop.Index.StartingWith("", 1)[0].Word);
    }

    // Bytes between two sections belong to none.
    private static bool IsPadding(byte[] file, int place) => file[place] == 0 && place >= WordFileFormat.ContentAt;
}
