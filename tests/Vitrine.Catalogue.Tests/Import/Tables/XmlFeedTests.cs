using System.Text;

namespace Vitrine.Catalogue.Tests.Import.Tables;

public class XmlFeedTests
{
    private const string Merchant = """
        <?xml version="1.0"?>
        <rss xmlns:g="http://base.google.com/ns/1.0" version="2.0">
          <channel>
            <title>A shop</title>
            <link>https://shop.example</link>
            <item>
              <g:id>1</g:id>
              <title><![CDATA[Tea & cake]]></title>
              <g:price>12.50 EUR</g:price>
              <g:additional_image_link>a.jpg</g:additional_image_link>
              <g:additional_image_link>b.jpg</g:additional_image_link>
              <g:shipping><g:country>DE</g:country><g:price>3 EUR</g:price></g:shipping>
            </item>
            <item>
              <g:id>2</g:id>
              <title>Caf&#233; &amp; co</title>
            </item>
          </channel>
        </rss>
        """;

    [Fact]
    public void Rows_AMerchantFeed_AreItsItems()
    {
        string[] expected = ["6: 1|Tea & cake|12.50 EUR|[a.jpg; b.jpg]|DE", "14: 2|Café & co|||"];
        string[] columns = ["id", "title", "price", "additional_image_link", "shipping.country"];
        Assert.Equal(expected, Rows.Of(Merchant, "feed.xml", columns));
        Assert.Equal(expected, Rows.Of(Merchant, "feed.csv", columns)); // what the bytes are decides
        Assert.Equal(expected, Rows.Of([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Merchant)], "feed.xml", columns));
    }

    [Fact]
    public void Rows_AttributesAndNamedParameters_AreColumns() => Assert.Equal(
        ["8: 7|Lamp|[red; blue]|[L]|3", "13: 8|Sofa||[XL]|4"],
        Rows.Of(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE yml_catalog SYSTEM "shops.dtd">
            <yml_catalog>
              <categories>
                <category id="3">Lamps</category><category id="4">Sofas</category>
              </categories>
              <offers>
                <offer id="7" available="true">
                  <name>Lamp</name><categoryId>3</categoryId>
                  <param name="Color">red</param><param name="Color">blue</param>
                  <param name="Size">L</param>
                </offer>
                <offer id="8">
                  <name>Sofa</name><categoryId>4</categoryId><param name="Size">XL</param>
                </offer>
              </offers>
            </yml_catalog>
            """, "yml.xml", ["id", "name", "param.Color", "param.Size", "categoryId"]));

    [Theory]
    [InlineData("<shop><thing><id>1</id><title>a</title></thing><thing><id>2</id><title>b</title><note>y</note></thing></shop>", "1: 1|a|", "2: 2|b|y")]
    [InlineData("<shop><info><x>1</x></info><product><id>1</id><title>a</title><note>y</note></product></shop>", "1: 1|a|y")] // one alone
    [InlineData("<shop><product><id>1</id><title>a</title><note/></product></shop>", "1: 1|a|")]
    [InlineData("<products><product id='1' title='a' note='y'/><product id='2' title='b'/></products>", "1: 1|a|y", "2: 2|b|")]
    public void Rows_EveryShape_AreTheProducts(string xml, params string[] expected) => Assert.Equal(expected, Rows.Of(xml, "shop.xml"));

    [Theory]
    [InlineData("<products><product><id>1</id><title>a</title></product><product><id>2", "XML with a mistake")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "lists no products")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><products><product><id>1</id><title>&e;</title><note>y</note></product></products>", "XML with a mistake")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><products><product><id>1</id><title>&b;</title><note>y</note></product></products>", "XML with a mistake")]
    public void Rows_BrokenOrHostileXml_IsRefused(string xml, string message) => Assert.Contains(message, Assert.Throws<BadDataException>(() => Rows.Of(xml, "shop.xml")).Message);

    [Fact]
    public void Rows_AProductThatIsTooLarge_IsABadRow()
    {
        var xml = $"<products><product><id>1</id><title>a</title><note>y</note></product><product><id>2</id><title>{new string('x', 1 << 20)}</title></product><product><id>3</id><title>c</title></product></products>";
        Assert.Equal(["1: 1|a|y", "2: TextTooLarge", "3: 3|c|"], Rows.Of(xml, "shop.xml"));
    }

    [Fact]
    public void Rows_ElementsThatNestWithoutEnd_AreRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 5000));
        Assert.Contains("deep", Assert.Throws<BadDataException>(() => Rows.Of($"<products><product><id>1</id></product><product>{deep}", "shop.xml")).Message);
    }

    [Fact]
    public void Open_WithADelimiter_SaysThatItMeansNothing() => Assert.Contains("feed in XML", Assert.Throws<UsageException>(() => Rows.Of(Merchant, "feed.xml", delimiter: ";")).Message);
}
