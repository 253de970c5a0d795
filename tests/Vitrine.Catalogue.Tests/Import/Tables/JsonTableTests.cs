namespace Vitrine.Catalogue.Tests.Import.Tables;

public class JsonTableTests
{
    [Theory]
    [InlineData("""[{"id": 1, "title": "a"}, {"id": 2, "title": "b", "note": "y"}]""", "1: 1|a|", "2: 2|b|y")]
    [InlineData("[\n{\"id\": 1, \"title\": \"a\"},\n\n{\"id\": 2, \"title\": \"b\", \"note\": \"y\"}\n]\n", "2: 1|a|", "4: 2|b|y")]
    [InlineData("[\n  {\n    \"id\": 1,\n    \"title\": \"a\"\n  },\n  {\n    \"id\": 2,\n    \"title\": \"b\",\n    \"note\": \"y\"\n  }\n]", "2: 1|a|", "6: 2|b|y")]
    [InlineData("""{"count": 2, "tags": ["x", {"y": 1}], "products": [{"id": 1, "title": "a"}, {"id": 2, "title": "b", "note": "y"}]}""", "1: 1|a|", "2: 2|b|y")]
    [InlineData("""{"data": {"products": [{"id": 1, "title": "a]}\"["}, {"id": 2, "title": "b", "note": "y"}]}, "next": null}""", "1: 1|a]}\"[|", "2: 2|b|y")]
    [InlineData("{\"id\": 1, \"title\": \"a\"}\n{\"id\": 2, \"title\": \"b\", \"note\": \"y\"}\n", "1: 1|a|", "2: 2|b|y")]
    [InlineData("""[{"id": 1, "title": "a",}, {"id": 2, "title": "b", "note": "y"},]""", "1: 1|a|", "2: 2|b|y")]
    public void Rows_EveryShape_AreTheProducts(string json, params string[] expected)
    {
        Assert.Equal(expected, Rows.Of(json, "shop.json"));
        Assert.Equal(expected, Rows.Of("\uFEFF" + json, "shop.txt"));
    }

    [Fact]
    public void Rows_OneProduct_IsATable() => Assert.Equal(["1: 1|a|x"], Rows.Of("""{"id": 1, "title": "a", "note": "x"}""", "shop.json"));

    [Fact]
    public void Rows_ObjectsAndListsInside_AreFlattened() => Assert.Equal(
        ["1: 1|19.90|EUR|[a.jpg; b.jpg]|[S; M]|[x; y; 3; true]", "2: 2|||[c.jpg]||"],
        Rows.Of(
            """
            {"id": 1, "price": {"amount": 19.90, "currency": "EUR"}, "images": [{"src": "a.jpg"}, {"src": null}, {"src": "b.jpg"}], "variants": [{"o": {"size": "S"}}, {"o": {"size": "M"}}], "tags": ["x", ["y"], 3, true]}
            {"id": 2, "price": null, "images": [{"src": "c.jpg"}], "tags": []}
            """, "shop.jsonl", ["id", "price.amount", "price.currency", "images.src", "variants.o.size", "tags"]));

    [Fact]
    public void Rows_PairsOfNameAndValue_AreColumns() => Assert.Equal(
        ["1: 1|[red]|[S; M]||front", "2: 2|[blue; green]|[L]|[cotton]|"],
        Rows.Of(
            """
            {"id": 1, "attributes": [{"name": "Color", "value": "red"}, {"id": 4, "name": "Size", "visible": true, "options": ["S", "M"]}], "image": {"name": "front"}}
            {"id": 2, "attributes": [{"name": "Color", "options": ["blue", "green"]}, {"name": "Size", "value": "L"}], "custom": [{"attribute_code": "material", "value": "cotton"}]}
            """, "shop.jsonl", ["id", "attributes.Color", "attributes.Size", "custom.material", "image.name"]));

    [Theory]
    [InlineData("""[["Clothing", "Women"], ["Sale"]]""", "Clothing+Women|Sale")]
    [InlineData("""["x", ["y", "z"], "u", "v"]""", "x|y+z|u|v")]
    [InlineData("""["x", "y"]""", null)]
    [InlineData("""[["x"], ["y"]]""", null)]
    public void Rows_ListsInAList_KeepWhichItemsStandTogether(string list, string? expected)
    {
        var cell = Rows.With(System.Text.Encoding.UTF8.GetBytes($$"""{"id": 1, "note": {{list}}}"""), "shop.json", table => table.Rows(["note"]).Single().Cells[0]);
        Assert.Equal(expected, cell.Lists is { } lists ? string.Join('|', lists.Select(inner => string.Join('+', inner))) : null);
    }

    [Fact]
    public void Rows_ObjectWhereATextWas_AreBad() =>
        Assert.Equal(["1: 1|a|x", "2: NotJson title"], Rows.Of("""{"id": 1, "title": "a", "note": "x"}""" + "\n" + """{"id": 2, "title": {"en": "b"}}""", "shop.jsonl"));

    [Fact]
    public void Require_PropertyThatStandsTwice_AsksWhichIsMeant()
    {
        const string Json = """{"id": 1, "title": "a", "note": "x", "title": "b", "price": {"v": 1}, "price": {"v": 2}}""" + "\n" + """{"id": 2, "title": "c"}""";
        using var folder = new TemporaryFolder();
        using var table = TableFile.Open(folder.Write("shop.jsonl", Json));
        Assert.Contains("2 columns 'title' (--title)", Assert.Throws<UsageException>(() => table.Names.Require("shop.jsonl", "--title", "title")).Message);
        Assert.Equal(["1: 1|a|b", "2: 2|c|"], Rows.Of(table, "id", "title#1", "title#2"));
    }

    [Fact]
    public void Rows_PropertyThatStandsTwiceLater_IsABadRow()
    {
        var json = string.Concat(Enumerable.Repeat("""{"id": 1, "title": "a", "note": "x"}""" + "\n", 1000)) + """{"id": 2, "title": "b", "title": "c"}""";
        Assert.Equal("1001: NotJson title", Rows.Of(json, "shop.jsonl")[^1]);
    }

    [Theory]
    [InlineData("""[{"id": 1, "title": "a"}, {"id": 2, "title": "b" """)]
    [InlineData("""[{"id": 1, "title": "a"}, {"id": 2, "title": "b"}""")]
    [InlineData("""[{"id": 1, "title": "a"}}, {"id": 2, "title": "b"}]""")]
    [InlineData("""[{"id": 1, "title": "a}, {"id": 2, "title": "b"}]""")]
    public void Rows_BracketsOrQuotesThatDoNotMatch_RefuseTheFileWithTheLine(string json)
    {
        var error = Assert.Throws<BadDataException>(() => Rows.Of(json, "shop.json"));
        Assert.NotNull(error.Line);
    }

    [Fact]
    public void Rows_TwoListsOfObjects_AreRefused() => Assert.Contains("'collections' after 'products'",
        Assert.Throws<BadDataException>(() => Rows.Of("""{"products": [{"id": 1, "title": "", "note": ""}], "collections": [{"id": 7}]}""", "shop.json")).Found);

    [Fact]
    public void Rows_BrokenLine_CostsItself() => Assert.Equal(
        ["1: 1|a|x", "2: NotJson", "3: NotJson", "4: 2|b|y"],
        Rows.Of("""{"id": 1, "title": "a", "note": "x"}""" + "\n" + """{"id": 1, "title": }""" + "\n[1]\n" + """{"id": 2, "title": "b", "note": "y"}""" + "\n\u001A", "shop.jsonl"));

    [Fact]
    public void Rows_ObjectAboveTheLimit_CostsItself() => Assert.Equal(
        ["1: 1|a|", "2: TextTooLarge", "3: 3|c|"],
        Rows.Of($$"""[{"id": 1, "title": "a", "note": ""}, {"id": 2, "title": "{{new string('x', 1 << 20)}}"}, {"id": 3, "title": "c"}]""", "shop.json"));
}
