using System.Net;

namespace Vitrine.Server.Tests.Products;

/// <summary>GET /v1/products, their photos, and the tree.</summary>
public sealed class ProductTests(ServedShop shop)
{
    [Fact]
    public async Task Product_OfAnId_IsAllThatTheShopSays()
    {
        var (status, product) = await shop.GetAsync("/v1/products/P0007");
        Assert.Equal(200, status);
        Assert.Equal("green dress model 7", (string?)product["title"]);
        Assert.Equal(17, (double?)product["numbers"]!["price"]);
        Assert.Equal("/v1/products/P0007/image", (string?)product["image"]);
    }

    [Fact]
    public async Task Product_WithASlashInItsId_IsFoundByThePathThatIsTold()
    {
        var (_, found) = await shop.PostAsync("/v1/search", new { text = "scarf", count = 1 });
        var id = (string)found["hits"]![0]!["id"]!;
        Assert.Equal("a/b ü", id);
        Assert.Equal(200, (await shop.GetAsync($"/v1/products/{Uri.EscapeDataString(id)}")).Status);
    }

    [Theory]
    [InlineData("/v1/products/none", "'none'")]
    [InlineData("/v1/products/a%2Fb%20%C3%BC/image", "no photo")]
    public async Task Product_ThatIsNot_Is404(string path, string says)
    {
        var (status, problem) = await shop.GetAsync(path);
        Assert.Equal(404, status);
        Assert.Contains(says, (string?)problem["detail"]);
    }

    [Theory]
    [InlineData("", "image/png")]
    [InlineData("?width=32", "image/png")]
    [InlineData("?width=16", "image/jpeg")]
    public async Task Photo_OfAWidth_IsAPictureThatIsNotSentTwice(string query, string mediaType)
    {
        var path = new Uri($"/v1/products/P0007/image{query}", UriKind.Relative);
        using var first = await shop.Client.GetAsync(path);
        Assert.Equal(mediaType, first.Content.Headers.ContentType?.MediaType);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await shop.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("width=5000", "'width' is '5000'")]
    [InlineData("width=-1", "'width' is '-1'")]
    [InlineData("photo=1", "'photo' is '1'")]
    public async Task Photo_OfAnotherNumber_Is400(string query, string says)
    {
        var (status, problem) = await shop.GetAsync($"/v1/products/P0007/image?{query}");
        Assert.Equal(400, status);
        Assert.Contains(says, (string?)problem["detail"]);
    }

    [Fact]
    public async Task Tree_OfTheShop_CountsEveryProduct()
    {
        var (_, tree) = await shop.GetAsync("/v1/tree");
        Assert.Equal(SquareShop.Products + 1, (int?)tree["count"]);
        Assert.Equal(["Clothes", "Shoes"], tree["children"]!.AsArray().Select(child => (string?)child!["name"]));
    }
}
