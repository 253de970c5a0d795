using Vitrine.Catalogue;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

public sealed class WordSplitterTests
{
    [Theory]
    [InlineData("bed 140x200", "bed|140-200")]
    [InlineData("Bed 140 x 200 cm", "bed|140-200|cm")]
    [InlineData("bed 140×200cm", "bed|140-200|cm")]
    [InlineData("box 30x20x10", "box|30-20-10")]
    [InlineData("sugar 500g", "sugar|500-g")]
    [InlineData("sugar 500 g", "sugar|500-g")]
    [InlineData("Sugar 500 grams", "sugar|500-g")]
    [InlineData("monitor 27 inch", "monitor|27-in")]
    [InlineData("27-inch monitor", "27-in|monitor")]
    [InlineData("27\" monitor", "27-in|monitor")]
    [InlineData("monitor 27″", "monitor|27-in")]
    [InlineData("laptop 15.6\"", "laptop|15.6-in")]
    [InlineData("laptop 15,6 Zoll", "laptop|15.6-in")]
    [InlineData("rug 24\" x 36\"", "rug|24-36|in")]
    [InlineData("case for \"iphone 13\"", "case|for|iphone|13")]
    [InlineData("case for \"iphone 13\" 6\"", "case|for|iphone|13|6-in")]
    [InlineData("jeans 27 in blue", "jeans|27|in|blue")]
    [InlineData("sizes 5, 6, 7", "sizes|5|6|7")]
    [InlineData("sizes 5,6,7", "sizes|5|6|7")]
    [InlineData("memory 16GB", "memory|16-gb")]
    [InlineData("2 in 1", "2|in|1")]
    [InlineData("10-20 candles", "10-20|candles")]
    [InlineData("windows 11 pc", "windows|11|pc")]
    [InlineData("iphone 13 pack of 2", "iphone|13|pack|of|2")]
    [InlineData("700x28c tyre", "700-28|c|tyre")]
    [InlineData("700 x 28C", "700-28|c")]
    [InlineData("8-speed 11 speeds 9sp", "8-speed|11-speed|9-speed")]
    [InlineData("0,25 ct. 0.25ct", "0.25-ct|0.25-ct")]
    [InlineData("x 2 x", "x|2|x")]
    [InlineData("iphone 13 x", "iphone|13|x")]
    [InlineData("3x", "3x")]
    [InlineData("m4x20", "m4x20")]
    [InlineData("M4 x 20 screw", "m4x20|screw")]
    [InlineData("M4 x 20mm", "m4x20")]
    [InlineData("M4x20mm", "m4x20")]
    [InlineData("battery 12V 60 Ah", "battery|12-v|60-ah")]
    [InlineData("battery 60Ah", "battery|60-ah")]
    [InlineData("2nd hand", "2nd|hand")]
    [InlineData("v-neck", "v-neck")]
    [InlineData("flour 1 kg", "flour|1000-g")]
    [InlineData("juice 0,75l", "juice|750-ml")]
    [InlineData("juice 75 cl", "juice|750-ml")]
    [InlineData("resistor 2.2kΩ", "resistor|2200-ω")]
    [InlineData("resistor 10 kOhm", "resistor|10000-ω")]
    [InlineData("100nF 0.1 µF", "100000-pf|100000-pf")]
    [InlineData("nail 1.5", "nail|1.5")]
    [InlineData("bluetooth 5.0", "bluetooth|5")]
    [InlineData("usb3.0 stick", "usb3|stick")]
    [InlineData("sizes 36,37", "sizes|36-37")]
    [InlineData("2,500 mAh", "2500-mah")]
    [InlineData("rice 1.000 g", "rice|1000-g")]
    [InlineData("C++, C# and C", "cplusplus|csharp|and|c")]
    [InlineData("size #5 c#m", "size|5|c|m")]
    public void Words_Measures_AreOneWordHoweverTheyAreWritten(string text, string words)
    {
        Assert.Equal(words, string.Join('|', WordSplitter.Words(text)));
        Assert.Equal(words, string.Join('|', WordSplitter.Words(words.Replace('|', ' ')))); // a query is read more than once
    }

    [Theory]
    [InlineData("bed 140x200")]
    [InlineData("bed 140 x 200")]
    [InlineData("140×200 bed")]
    public void Find_ASize_IsFoundHoweverItIsWritten(string query)
    {
        using var shop = WordShop.OfTitles(null, "Bed 90 x 200 cm", "Bed 140 x 200 cm", "Bed 140 x 190 cm", "Bed 200 x 200 cm");
        Assert.Equal("P1", shop.Find(query)[0]);
    }

    [Theory]
    [InlineData("2.2 kΩ", "P1")]
    [InlineData("2,2kOhm resistor", "P1")]
    [InlineData("22 kΩ", "P2")]
    [InlineData("2200 ohm", "P1")]
    [InlineData("2 kΩ", "P0")]
    public void Find_ADecimal_IsNoOtherNumber(string query, string first)
    {
        using var shop = WordShop.OfTitles(null, "Resistor 2 kΩ", "Resistor 2.2 kΩ", "Resistor 22 kΩ", "Resistor 47 kΩ");
        Assert.Equal(first, shop.Find(query)[0]);
    }

    [Theory]
    [InlineData("honey 500g")]
    [InlineData("honey 500 g")]
    public void Find_AWeight_IsFoundHoweverItIsWritten(string query)
    {
        using var shop = WordShop.OfTitles(null, "Honey 250 g", "Honey 500 g", "Honey 5 kg");
        Assert.Equal("P1", shop.Find(query)[0]);
    }

    [Theory]
    [InlineData("iphone 13 case")]
    [InlineData("iphone13 case")]
    [InlineData("spf 50 cream")]
    [InlineData("cream spf50")]
    [InlineData("shoes size 39")]
    public void Find_ANumberBehindAName_BelongsToIt(string query)
    {
        using var shop = new WordShop(
        [
            Of("0", "iPhone 12 case in 13 colours"), Of("1", "iPhone 13 case"), Of("2", "50 ml cream with SPF 30"), Of("3", "30 ml cream with SPF50"),
            Of("4", "Shoes", ("size", "38"), ("weight", "39")), Of("5", "Shoes", ("size", "39"), ("weight", "38")),
        ], "english");
        Assert.Equal(query.Contains("iphone", StringComparison.Ordinal) ? "1" : query.Contains("spf", StringComparison.Ordinal) ? "3" : "5", shop.Find(query)[0]);
    }

    private static ProductData Of(string id, string title, params (string Name, string Value)[] attributes) =>
        new(id, title, ["Things"]) { Attributes = WordShop.Attributes(attributes) };
}
