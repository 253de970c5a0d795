using System.Net.Http.Headers;
using System.Text;

namespace Vitrine.Server.Tests.Writing;

/// <summary>PUT, PATCH and DELETE /v1/products/{id}, and POST /v1/products.</summary>
public sealed class WriteTests(WrittenShop shop) : IClassFixture<WrittenShop>
{
    private static readonly string Picture = Convert.ToBase64String(SquareShop.Photo(301));

    [Fact]
    public async Task Put_OfANewProduct_IsThereWithAllThatWasSent()
    {
        var (status, body) = await shop.PutAsync("new/1", new
        {
            title = "quilted gilet",
            description = "Warm.",
            category = "Clothes/Gilet",
            attributes = new { colour = "red", size = new[] { "S", "M" } },
            numbers = new { price = 19.9 },
            variants = new[] { new { id = "new-1-s", attributes = new { size = "S" }, numbers = new { price = 18 } } },
            images = new[] { $"data:image/png;base64,{Picture}" },
        });
        Assert.Equal(201, status);
        Assert.Equal(("new/1", "added", true), ((string?)body["id"], (string?)body["done"], (bool?)body["isSearchable"]));
        Assert.Equal(["new/1"], await shop.FindAsync("gilet"));
        var (_, product) = await shop.GetAsync("/v1/products/new%2F1");
        Assert.Equal(["Clothes", "Gilet"], product["category"]!.AsArray().Select(name => (string)name!));
        Assert.Equal((19.9, "Warm."), ((double?)product["numbers"]!["price"], (string?)product["description"]));
        using var photo = await shop.Client.GetAsync(new Uri((string)product["image"]!, UriKind.Relative));
        Assert.Equal(SquareShop.Photo(301), await photo.Content.ReadAsByteArrayAsync());
        Assert.Equal("unchanged", (string?)(await shop.PatchAsync("new/1", new { title = "quilted gilet" })).Body["done"]);
    }

    [Fact]
    public async Task Put_OfAKnownProduct_ReplacesAllButPhotosThatAreNotSpokenOf()
    {
        var (status, body) = await shop.PutAsync("P0005", new { title = "velvet cummerbund", category = new[] { "Belts" } });
        Assert.Equal((200, "updated"), (status, (string?)body["done"]));
        var (_, product) = await shop.GetAsync("/v1/products/P0005");
        Assert.Empty(product["attributes"]!.AsObject());
        Assert.NotNull(product["image"]);
        await shop.PutAsync("P0005", new { title = "velvet cummerbund", category = new[] { "Belts" }, images = Array.Empty<string>() });
        Assert.Null((await shop.GetAsync("/v1/products/P0005")).Body["image"]);
    }

    [Fact]
    public async Task Patch_OfSomeFields_LeavesTheOthers()
    {
        var (status, _) = await shop.PatchAsync("P0011", new { attributes = new { colour = (string?)null, fabric = "linen" }, numbers = new { price = 5 } });
        Assert.Equal(200, status);
        var (_, product) = await shop.GetAsync("/v1/products/P0011");
        Assert.Null(product["attributes"]!["colour"]);
        Assert.Equal("linen", (string?)product["attributes"]!["fabric"]);
        Assert.NotNull(product["attributes"]!["size"]);
        Assert.Equal(5, (double?)product["numbers"]!["price"]);
        Assert.Contains("P0011", await shop.FindAsync("linen"));
    }

    [Fact]
    public async Task Put_OfAFormWithFiles_TakesThem()
    {
        using var form = new MultipartFormDataContent { { new StringContent("""{"title": "pleated kilt", "category": "Clothes"}""", Encoding.UTF8, "application/json"), "product" } };
        using var file = new ByteArrayContent(SquareShop.Photo(302)) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        form.Add(file, "image", "kilt.png");
        var (status, _) = await shop.SendAsync(HttpMethod.Put, "/v1/products/kilt?wait=true", form);
        Assert.Equal(201, status);
        using var photo = await shop.Client.GetAsync(new Uri("/v1/products/kilt/image", UriKind.Relative));
        Assert.Equal(SquareShop.Photo(302), await photo.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Delete_OfAProduct_TakesItOutOfAllThatIsFound()
    {
        Assert.Equal((200, "removed"), await Done(shop.DeleteAsync("P0017")));
        Assert.Equal(404, (await shop.GetAsync("/v1/products/P0017")).Status);
        Assert.DoesNotContain("P0017", await shop.FindAsync("model 17"));
        Assert.Equal(404, (await shop.DeleteAsync("P0017")).Status);
        Assert.Equal(404, (await shop.PatchAsync("P0017", new { title = "x" })).Status);
    }

    [Fact]
    public async Task Stream_OfLines_AnswersEachInItsOrder()
    {
        var rows = await shop.StreamAsync(
            """{"id": "s1", "title": "first bodice", "category": "Clothes"}""",
            """{"id": "s2", "title": "second bodice"}""",
            "",
            """{"id": "s1", "do": "patch", "title": "better bodice"}""",
            """{"id": "s9", "do": "delete"}""",
            """not json""",
            """{"id": "s3", "title": "third bodice", "category": "Clothes", "images": ["AAAA"]}""",
            """{"id": "s4", "title": "fourth bodice", "category": "Clothes", "do": "put"}""");
        Assert.Equal([1L, 2, 4, 5, 6, 7, 8], rows.Select(row => (long)row["row"]!));
        Assert.Equal([201, 400, 200, 404, 400, 422, 201], rows.Select(row => (int)row["status"]!));
        Assert.Contains("no category", (string?)rows[1]["detail"]);
        Assert.Equal("updated", (string?)rows[2]["done"]);
        Assert.All(rows.Where(row => (int)row["status"]! >= 400), row => Assert.NotEmpty((string)row["hint"]!));
        await shop.PatchAsync("s4", new { title = "last bodice" }); // waits until what was before it is searchable
        Assert.Equal(["s1", "s4"], (await shop.FindAsync("bodice")).Order());
    }

    private static async Task<(int, string?)> Done(Task<(int Status, System.Text.Json.Nodes.JsonNode Body)> answer) => ((await answer).Status, (string?)(await answer).Body["done"]);
}
