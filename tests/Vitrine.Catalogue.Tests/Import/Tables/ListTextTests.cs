namespace Vitrine.Catalogue.Tests.Import.Tables;

public class ListTextTests
{
    [Theory]
    [InlineData("""["Shoes", "Boots"]""", "Shoes|Boots")]
    [InlineData("""['Shoes', "Men's boots"]""", "Shoes|Men's boots")]
    [InlineData("""  [ 'Men\'s boots' , ] """, "Men's boots")]
    [InlineData("""["Caf\u00e9", "a\"b", null, None]""", "Café|a\"b")]
    [InlineData("[]", "")]
    [InlineData("[ None ]", "")]
    [InlineData("""[["Clothing", "Women"], ["Sale"]]""", "Clothing|Women|Sale", "Clothing+Women|Sale")]
    [InlineData("""["Clothing >> Women's Clothing >> Shorts"]""", "Clothing >> Women's Clothing >> Shorts")]
    public void Read_AListInQuotes_GivesItsItems(string text, string items, string? lists = null)
    {
        var cell = ListText.Read(new TableCell(text));
        Assert.Equal(items, string.Join('|', cell.Items!));
        Assert.Equal(lists, cell.Lists is { } inner ? string.Join('|', inner.Select(list => string.Join('+', list))) : null);
        Assert.Equal(string.Join(", ", cell.Items!), cell.Text);
    }

    [Theory]
    [InlineData("[new]")]
    [InlineData("[")]
    [InlineData("[1, 2]")]
    [InlineData("""["a" "b"]""")]
    [InlineData("""["a", "b] """)]
    [InlineData("""["a"] and ["b"]""")]
    [InlineData("""["a\u12"]""")]
    [InlineData("""["a\"]""")]
    [InlineData("""[["a"]""")]
    [InlineData("""[["a", "b"]""")]
    [InlineData("""[[["a"]]]""")]
    [InlineData("""["a", "b" """)]
    public void Read_AnythingElse_StaysAText(string text) => Assert.Equal(new TableCell(text), ListText.Read(new TableCell(text)));
}
