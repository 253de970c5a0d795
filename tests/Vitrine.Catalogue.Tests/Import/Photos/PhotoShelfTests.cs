namespace Vitrine.Catalogue.Tests.Import.Photos;

/// <summary>What a reference of the table finds among the names of files.</summary>
public class PhotoShelfTests
{
    private const string Decomposed = "Cafe\u0301.jpg", Composed = "Caf\u00E9.jpg";

    [Theory]
    // As it stands.
    [InlineData("a/b.jpg", "a/b.jpg", "a/b.jpg", "b.jpg", "a/B.jpg")]
    [InlineData("./a//b.jpg", "a/b.jpg", "a/b.jpg")]
    [InlineData("a/../b.jpg", "b.jpg", "b.jpg", "a/b.jpg")]
    [InlineData(@"a\b.jpg", "a/b.jpg", "a/b.jpg")]
    [InlineData("a/b.jpg", @"a\b.jpg", @"a\b.jpg")]
    [InlineData("k#1.jpg", "k#1.jpg", "k#1.jpg", "k.jpg")]
    [InlineData("a b.jpg", "a b.jpg", "a b.jpg")]
    // Endings.
    [InlineData("boot.jpg", "boot.JPG", "boot.JPG", "boot.png")]
    [InlineData("mug.jpg", "mug.jpeg", "mug.jpeg", "mug.txt")]
    [InlineData("mug.jpg", "mug.WebP", "mug.WebP")]
    [InlineData("mug", "mug.png", "mug.png")]
    [InlineData("mug.jpg", "mug", "mug")]
    [InlineData("P1.*", "P1.tiff", "P1.tiff", "P10.jpg", "P1.txt")]
    [InlineData("P1.2", "P1.2.jpg", "P1.2.jpg", "P1.jpg")]
    [InlineData("P1", "P1.HEIC", "P1.HEIC")]
    // Encodings of the name.
    [InlineData("red%20shirt%20%281%29.jpg", "red shirt (1).jpg", "red shirt (1).jpg")]
    [InlineData("red%20shirt.jpg", "red%20shirt.jpg", "red%20shirt.jpg", "red shirt.jpg")]
    [InlineData("red shirt.jpg", "red%20shirt.jpg", "red%20shirt.jpg")]
    [InlineData("Caf%C3%A9.jpg", Composed, Composed)]
    [InlineData("Cafe%CC%81.jpg", Composed, Composed)]
    [InlineData("100%.jpg", "100%.jpg", "100%.jpg")]
    [InlineData("100%zz%2", "100%zz%2.png", "100%zz%2.png")]
    [InlineData(Decomposed, Composed, Composed)]
    [InlineData(Composed, Decomposed, Decomposed)]
    [InlineData(Composed, Composed, Composed, Decomposed)]
    [InlineData("\u00C9t\u00E9/X.jpg", "e\u0301te\u0301/x.JPG", "e\u0301te\u0301/x.JPG")]
    [InlineData("Lamp.jpg", "lamp.jpg", "lamp.jpg")]
    [InlineData("STRASSE.jpg", "stra\u00DFe.jpg", "stra\u00DFe.jpg")]
    [InlineData("Summer/A.jpg", "summer/a.jpg", "summer/a.jpg")]
    // Deeper and further out.
    [InlineData("P1.jpg", "2026/summer/P1.jpg", "2026/summer/P1.jpg", "2026/summer/P2.jpg")]
    [InlineData("P1.jpg", "P1.jpg", "P1.jpg", "thumbs/P1.jpg")]
    [InlineData("summer/P1.jpg", "2026/summer/P1.jpg", "2026/summer/P1.jpg", "2026/winter/P1.jpg")]
    [InlineData("uploads/2026/01/a.jpg", "01/a.jpg", "01/a.jpg", "02/a.jpg")]
    [InlineData("media/a.jpg", "photos/a.jpg", "photos/a.jpg", "photos/b.jpg", "readme.txt")]
    [InlineData("a/1.jpg", "missing", "b/1.jpg", "c/2.jpg")]
    // Of another machine.
    [InlineData("/e.jpg", "e.jpg", "e.jpg")]
    [InlineData("/media/catalog/p/1/p1.jpg", "p/1/p1.jpg", "p/1/p1.jpg", "cache/p/1/p1.jpg")]
    [InlineData(@"C:\photos\f.jpg", "f.jpg", "f.jpg")]
    [InlineData("D:/photos/f.jpg", "f.jpg", "f.jpg")]
    [InlineData(@"\\server\share\2026\f.jpg", "2026/f.jpg", "2026/f.jpg", "2025/f.jpg")]
    [InlineData("file:///C:/photos/f.jpg", "f.jpg", "f.jpg")]
    [InlineData("https://cdn.example/x/g.jpg", "g.jpg", "g.jpg")]
    [InlineData("https://cdn.example/x/g.jpg", "a/g.jpg", "a/g.jpg", "b/h.jpg")]
    [InlineData("//cdn.example/x/g.jpg", "x/g.jpg", "x/g.jpg", "y/g.jpg")]
    [InlineData("HTTPS://shop.example/a%20b.JPG?v=3", "a b.jpg", "a b.jpg")]
    [InlineData("https://shop.example/wp-content/uploads/2026/01/x.jpg?w=300&h=200#top", "2026/01/x.jpg", "2026/01/x.jpg", "2026/02/x.jpg")]
    [InlineData("https://store.example/o/images%2FP1.jpg?alt=media", "images/P1.jpg", "images/P1.jpg", "old/P1.jpg")]
    [InlineData("https://cdn.example/img/12345?w=300", "12345.jpg", "12345.jpg")]
    [InlineData("https://cdn.example/get?file=a.jpg", "missing", "get.jpg")]
    [InlineData("https://cdn.example/a.jpg?from=x/b.jpg", "a.jpg", "a.jpg", "b.jpg")]
    [InlineData("https://cdn.example/../../a.jpg", "a.jpg", "a.jpg")]
    [InlineData("h.jpg?v=2", "h.jpg", "h.jpg")]
    [InlineData("h.jpg?v=2", "h.jpg?v=2", "h.jpg?v=2", "h.jpg")]
    [InlineData("https://cdn.example/k%231.jpg", "k#1.jpg", "k#1.jpg")]
    [InlineData("https://cdn.example/a/1.jpg", "missing", "b/1.png", "c/2.png")]
    // Nobody guesses.
    [InlineData("P1.jpg", "cache/P1.jpg | original/P1.jpg", "cache/P1.jpg", "original/P1.jpg")]
    [InlineData("https://cdn.example/x/P1.jpg", "a/P1.jpg | b/P1.jpg", "a/P1.jpg", "b/P1.jpg")]
    [InlineData("P1", "P1.jpg | P1.png", "P1.jpg", "P1.png")]
    [InlineData("P1.*", "P1.jpg | P1.png", "P1.jpg", "P1.png")]
    [InlineData("Lamp.jpg", "LAMP.jpg | lamp.jpg", "lamp.jpg", "LAMP.jpg")]
    [InlineData("Lamp.jpg", "Lamp.png | lamp.jpg", "lamp.jpg", "Lamp.png")]
    [InlineData("a.jpg", "a.jpg | a.jpg", "a.jpg", "a.jpg")]
    // Not there, or not to be shown.
    [InlineData("k#1.jpg", "missing", "k.jpg")]
    [InlineData("P1.jpg", "missing", "P1-2.jpg", "xP1.jpg", "P1.jpg/readme.txt")]
    [InlineData("../P1.jpg", "missing", "P1.jpg")]
    [InlineData("%2e%2e/P1.jpg", "P1.jpg", "P1.jpg")]
    [InlineData("P1.jpg", "missing", "../P1.jpg", "/P1.jpg", ".thumbs/P1.jpg", "__MACOSX/P1.jpg", "a/._P1.jpg", @"C:\P1.jpg")]
    [InlineData("P1.jpg", "a/P1.jpg", "a/P1.jpg", "__MACOSX/a/._P1.jpg", "__MACOSX/P1.jpg")]
    [InlineData(".", "missing", "a.jpg")]
    [InlineData("", "missing", "a.jpg")]
    public void Find_Reference_GivesTheClosestFileOrAllThatMayBeMeant(string reference, string found, params string[] files) =>
        Assert.Equal(found, ListedPlace.Find(reference, files));

    [Fact]
    public void Find_AnyOrderOfFiles_GivesTheSame()
    {
        string[] files = ["a/P1.jpg", "b/P1.jpg", "P1.JPG", "p1.jpg", "c/d/P1.png", "P2.jpg", "P1.jpg.txt"];
        string[] references = ["P1.jpg", "P1", "a/P1.jpg", "https://x.example/b/P1.jpg", "d/P1.jpg", "P2", "x/P2.jpg"];
        var expected = references.Select(reference => ListedPlace.Find(reference, files)).ToList();
        var random = new Random(4);
        for (var i = 0; i < 30; i++)
        {
            random.Shuffle(files);
            Assert.Equal(expected, references.Select(reference => ListedPlace.Find(reference, files)));
        }
    }

    /// <summary>A hundred thousand products, each with a "main.jpg" in a folder of its own; half of the references lead nowhere.</summary>
    [Fact]
    public void Find_ManyFilesOfOneName_TakesNoLongTime()
    {
        using var place = new ListedPlace([.. Enumerable.Range(0, 100_000).Select(i => $"{i}/main.jpg")]);
        var shelf = new PhotoShelf(place, "list", default);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 2_000; i++)
        {
            var match = shelf.Find($"{i * 100}/main.jpg");
            Assert.Equal(i < 1_000 ? [i * 100] : [], match.Files);
        }

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
    }
}
