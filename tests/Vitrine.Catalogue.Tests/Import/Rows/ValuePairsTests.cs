namespace Vitrine.Catalogue.Tests.Import.Rows;

public class ValuePairsTests
{
    [Theory]
    [InlineData("color=Red,size=M/color=Blue,size=L", "color:Red size:M")]
    [InlineData("color=Red,note=soft, warm/color=Blue", "color:Red note:soft, warm")]
    [InlineData("Colour: Red; Size: M, L/Colour: Blue", "Colour:Red Size:M, L")]
    [InlineData("Colour:Red:1,Size:M:2/Colour:Blue:1", "Colour:Red Size:M")]
    [InlineData("Colour:Red:0/Colour:Blue:0", "Colour:Red")]
    [InlineData("Scale: 1:18; Colour: Red/Scale: 1:24; Colour: Blue", "Scale:1:18 Colour:Red")]
    [InlineData("Gewicht: 1,5 kg, Farbe: Rot/Gewicht: 2,5 kg, Farbe: Blau", "Gewicht:1,5 kg Farbe:Rot")]
    [InlineData("color=Red|size=M/color=Blue|size=L", "color:Red size:M")]
    public void FormOf_PairsWithNamesThatComeAgain_ReadsThem(string cells, string first)
    {
        var form = ValuePairs.FormOf(cells.Split('/'));
        Assert.NotNull(form);
        Assert.Equal(first, string.Join(' ', form.Read(cells.Split('/')[0]).Select(pair => $"{pair.Name}:{string.Join('|', pair.Values)}")));
    }

    [Theory]
    [InlineData("Note: hand wash/Note: dry clean")]
    [InlineData("10:30, 11:30/10:30, 12:30")]
    [InlineData("https:\\x, https:\\y")]
    [InlineData("red, blue/blue, green")]
    [InlineData("Alien: Covenant, the film; a story/Star Wars: Rogue One")]
    [InlineData("")]
    public void FormOf_OtherTexts_IsNone(string cells) => Assert.Null(ValuePairs.FormOf(cells.Replace('\\', '/').Split('/')));
}
