using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Images;

public class ContactSheetTests
{
    [Fact]
    public void Draw_QueriesOfWordsAndPicture_PutsThePhotosInTheirPlaces()
    {
        var red = ImageEncoder.Png(Plain(60, 80, 255, 0, 0));
        var blue = ImageEncoder.Png(Plain(400, 400, 0, 0, 255));

        var sheet = ContactSheet.Draw("Searches", [
            new SheetQuery("red things", null, [Hit(red), Hit(blue)]),
            new SheetQuery("like this", blue, [Hit(blue)]),
        ]);

        // Rows are 204 pixels high below a head of 44; hits begin at 204 and are 150 wide; photos are centred.
        Assert.Equal([255, 0, 0], sheet[204 + 75, 44 + 70].ToArray());
        Assert.Equal([0, 0, 255], sheet[204 + 150 + 75, 44 + 70].ToArray());
        Assert.Equal([0, 0, 255], sheet[14 + 95, 44 + 204 + 70].ToArray());
        Assert.NotEqual([0, 0, 255], sheet[14 + 95, 44 + 70].ToArray());
    }

    [Fact]
    public void Draw_TitleWithMarkupAndControlCharacters_IsDrawn()
    {
        var photo = ImageEncoder.Png(Plain(10, 10, 0, 255, 0));

        var sheet = ContactSheet.Draw("<a> & \"b\"", [new SheetQuery("<svg>\u0001", null, [new SheetHit(photo, "</text>&\0\uD800", "<", "&")])]);

        Assert.True(sheet.Width > 0);
    }

    [Theory]
    [InlineData("", 10, 2, "")]
    [InlineData("one two three", 20, 2, "one two three")]
    [InlineData("one two three", 8, 2, "one two|three")]
    [InlineData("one two three four", 8, 2, "one two|three f…")]
    [InlineData("incomprehensibility", 8, 1, "incompr…")]
    public void Wrap_Text_KeepsLinesShort(string text, int letters, int lines, string expected) =>
        Assert.Equal(expected, string.Join('|', ContactSheet.Wrap(text, letters, lines)));

    private static SheetHit Hit(byte[] photo) => new(photo, "a thing with a rather long title that does not fit", "Things > Others", "distance 3");

    private static RgbImage Plain(int width, int height, byte r, byte g, byte b)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i += 3) (pixels[i], pixels[i + 1], pixels[i + 2]) = (r, g, b);
        return new RgbImage(width, height, pixels);
    }
}
