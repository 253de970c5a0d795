using System.Net;
using Vitrine.Client;
using Vitrine.Client.Queries;

namespace Vitrine.Server.Tests.OtherSoftware;

/// <summary>The typed client against the server: what it asks is understood, what it reads is what was sent.</summary>
public sealed class ShopClientTests(ServedShop shop) : IClassFixture<ServedShop>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ShopClient Client => new(shop.Client);

    [Fact]
    public async Task Search_ByWordsWithAllThatThereIs_IsAnswered()
    {
        var answer = await Client.SearchAsync(
            new SearchQuery
            {
                Text = "red shirt",
                Category = ["Clothes"],
                Filters = new Dictionary<string, FieldFilter> { ["size"] = FieldFilter.OneOf("S", "M"), ["price"] = FieldFilter.Between(to: 40) },
                Facets = ["*"],
                Count = 5,
                Explain = true,
            }, Cancellation);
        Assert.Equal(5, answer.Hits.Count);
        Assert.All(answer.Hits, hit =>
        {
            Assert.StartsWith("red shirt", hit.Title, StringComparison.Ordinal);
            Assert.Equal(["S", "M"], hit.Attributes["size"]);
            Assert.Equal("red", hit.Attributes["colour"].ToString());
            Assert.True(hit.Numbers["price"] <= 40);
            Assert.NotEmpty(hit.Shares!);
        });
        Assert.Contains(answer.Facets, facet => facet.Field == "colour" && facet.Values!.Any(value => value.Value.ToString() == "red"));
        Assert.Contains(answer.Facets, facet => facet.Least is not null);
    }

    [Fact]
    public async Task Search_ByPicturesAndProducts_IsAnswered()
    {
        var byPicture = await Client.SearchAsync(new SearchQuery { Images = [SquareShop.Photo(0)], Count = 3 }, Cancellation);
        var byProduct = await Client.SearchAsync(new SearchQuery { Like = ["P0001"], Text = "red", ImageWeight = 0.5f, Count = 3 }, Cancellation);
        Assert.Equal(3, byPicture.Hits.Count);
        Assert.NotNull(byPicture.Hits[0].Distance ?? byPicture.Hits[0].Score);
        Assert.Equal(3, byProduct.Hits.Count);
        Assert.All(byProduct.Weights, weights => Assert.Equal(1, weights.Image + weights.Text, 1e-3));
    }

    [Fact]
    public async Task Search_ByPartsAndByAVector_IsAnswered()
    {
        var byParts = await Client.SearchAsync(new SearchQuery { Parts = [new QueryPart { Like = "P0008" }, new QueryPart { Text = "red", Weight = -0.5f }], Count = 3, Explain = true }, Cancellation);
        Assert.All(byParts.Hits, hit => Assert.Equal(2, hit.Explanation!.Shares.Count));
        var encoded = await Client.EncodeAsync(SquareShop.Photo(8), Cancellation);
        var byVector = await Client.SearchAsync(new SearchQuery { Vector = encoded.Vector, GroupBy = "colour", CutOff = -10, Count = 10 }, Cancellation);
        Assert.Equal(6, byVector.Hits.Where(hit => hit.Attributes.ContainsKey("colour")).Select(hit => hit.Attributes["colour"].ToString()).Distinct().Count());
        Assert.Equal(6, byVector.Hits.Count(hit => hit.Attributes.ContainsKey("colour")));
    }

    [Fact]
    public async Task Product_OfAnyId_IsShownOrMissing()
    {
        var odd = await Client.ProductAsync("a/b ü", Cancellation);
        Assert.Equal(("green scarf without a photo", 0), (odd!.Title, odd.Photos));
        Assert.Null(await Client.ProductAsync("none", Cancellation));
        Assert.NotEmpty(await Client.PhotoAsync("P0003", width: 16, cancellation: Cancellation));
    }

    [Fact]
    public async Task Lists_OfTheShop_AreRead()
    {
        var tree = await Client.TreeAsync(Cancellation);
        Assert.Equal((SquareShop.Products + 1, "Clothes"), (tree.Count, tree.Children[0].Name));
        Assert.Contains(await Client.FieldsAsync(Cancellation), field => field is { Name: "price", Kind: "number" });
        Assert.Equal(SquareShop.Model, Assert.Single(await Client.ModelsAsync(Cancellation)).Name);
        Assert.True(await Client.IsReadyAsync(Cancellation));
    }

    [Fact]
    public async Task Encoded_WordsAndPictures_AreRead()
    {
        var words = await Client.EncodeAsync("red shirt", Cancellation);
        var picture = await Client.EncodeAsync(SquareShop.Photo(0), Cancellation);
        Assert.Equal(SquareShop.Model, words.Model);
        Assert.Equal(words.Vector!.Count, picture.Vector!.Count);
        Assert.Equal(8, words.Code!.Length);
    }

    [Fact]
    public async Task Problems_OfTheServer_AreThrownWithCauseAndFix()
    {
        var problem = await Assert.ThrowsAsync<ShopProblemException>(() => Client.SearchAsync("", cancellation: Cancellation));
        Assert.Equal((400, "/problems/bad-query"), (problem.Problem.Status, problem.Problem.Type));
        Assert.StartsWith("The text to search for is empty. Give some words", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_OfAnotherServer_AreSaidToBe()
    {
        using var http = new HttpClient(new Stranger()) { BaseAddress = new Uri("http://shop.test/") };
        var problem = await Assert.ThrowsAsync<HttpRequestException>(() => new ShopClient(http).TreeAsync(Cancellation));
        Assert.Contains("is this a server of Vitrine?", problem.Message, StringComparison.Ordinal);
    }

    private sealed class Stranger : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("<html>"), RequestMessage = request });
    }
}
