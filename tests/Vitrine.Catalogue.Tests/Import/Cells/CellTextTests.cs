namespace Vitrine.Catalogue.Tests.Import.Cells;

public class CellTextTests
{
    [Theory]
    [InlineData("=\"0017\"", "0017")]
    [InlineData(" =\"0017\" ", "0017")]
    [InlineData("=\"a\"\"b\"", "a\"b")]
    [InlineData("\uFEFF0017", "0017")]
    [InlineData("00\u200B17\u200D\u200E", "0017")]
    [InlineData("\u00A0A 7\u00A0", "A 7")]
    [InlineData("a&amp;b <b>", "a&amp;b <b>")]
    [InlineData("=\"", "=\"")]
    [InlineData("=SUM(A1)", "=SUM(A1)")]
    [InlineData("A-17/3.b", "A-17/3.b")]
    [InlineData("0017\u001A", "0017")]
    public void Id_OfACell_IsWhatTheShopCallsIt(string cell, string id) => Assert.Equal(id, CellText.Id(cell));

    [Theory]
    [InlineData("Shirt &amp; trousers", "Shirt & trousers")]
    [InlineData("Caf&eacute; &#233; &#xE9;", "Café é é")]
    [InlineData("Don&#8217;t &#150; 5&nbsp;cm", "Don’t – 5 cm")]
    [InlineData("AT&amp;amp;T", "AT&T")]
    [InlineData("AT&T, R&D; Q&A", "AT&T, R&D; Q&A")]
    [InlineData("<p>Made for <b>every</b> day.</p>\n<ul><li>shirt</li><li>red</li></ul>", "Made for every day. shirt red")]
    [InlineData("H<sub>2</sub>O", "H2O")]
    [InlineData("one<br>two<br/>three<BR />four", "one two three four")]
    [InlineData("<a href=\"x?a>b\">link</a>", "link")]
    [InlineData("&lt;b&gt;Bold&lt;/b&gt; shirt", "Bold shirt")]
    [InlineData("<style>p { x: 1 }</style><script>if (a < b) c();</script>Text", "Text")]
    [InlineData("a<!-- b --> c", "a c")]
    [InlineData("<![CDATA[a & b]]>", "a & b")]
    [InlineData("<o:p>Word</o:p>", "Word")]
    [InlineData("5 < 6 > 4", "5 < 6 > 4")]
    [InlineData("I <3 you", "I <3 you")]
    [InlineData("5 &lt; 6 &gt; 4", "5 < 6 > 4")]
    [InlineData("Size <S>, <Red>", "Size <S>, <Red>")]
    [InlineData("a <b", "a <b")]
    [InlineData("x<y>z", "x<y>z")]
    [InlineData("Clothing > Shirts", "Clothing > Shirts")]
    [InlineData("Clothing &gt; Shirts", "Clothing > Shirts")]
    [InlineData("=\"007 shirt\"", "007 shirt")]
    [InlineData("\uFEFFDamen\u00ADschuhe", "Damenschuhe")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData(" a \n\r\n b\u0085c ", "a b c")]
    [InlineData("", "")]
    public void Plain_OfACell_IsTheTextThatAPersonReads(string cell, string text) => Assert.Equal(text, CellText.Plain(cell));

    [Fact]
    public void Plain_OfPlainText_IsItself()
    {
        var random = new Random(5);
        for (var round = 0; round < 500; round++)
        {
            var text = CellText.Plain(string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => "ab <>/&;#3é\t\"=p"[random.Next(15)])));
            Assert.Equal(CellText.OneLine(text), text);
        }
    }

    [Theory]
    [InlineData("<b>")]
    [InlineData("<!--")]
    [InlineData("<a \"")]
    [InlineData("<script>")]
    [InlineData("<![CDATA[")]
    [InlineData("&#1")]
    public async Task Plain_HostileMarkup_TakesTimeByLengthOnly(string piece)
    {
        var cell = string.Concat(Enumerable.Repeat(piece, 60_000 / piece.Length)) + ">";
        await Task.Run(() =>
        {
            for (var round = 0; round < 10; round++)
                CellText.Plain(cell);
        }).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }
}
