namespace Vitrine.Server.Tests.Embedding;

/// <summary>POST /v1/embed.</summary>
public sealed class EmbedTests(ServedShop shop)
{
    [Fact]
    public async Task Embed_APictureAndItsWords_AreNear()
    {
        var picture = await Vector(new { image = Convert.ToBase64String(SquareShop.Photo(8)) });
        var (right, wrong) = (await Vector(new { text = "blue" }), await Vector(new { text = "yellow" }));
        Assert.True(Inner(picture, right) > Inner(picture, wrong));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Embed_Nothing_SaysWhatIsExpected(string? text)
    {
        var (status, problem) = await shop.PostAsync("/v1/embed", new { text });
        Assert.Equal(400, status);
        Assert.Contains("'image'", (string?)problem["detail"]);
    }

    private async Task<float[]> Vector(object request)
    {
        var (status, body) = await shop.PostAsync("/v1/embed", request);
        Assert.Equal(200, status);
        return [.. body["vector"]!.AsArray().Select(number => (float)number!)];
    }

    private static float Inner(float[] one, float[] other) => one.Zip(other, (a, b) => a * b).Sum();
}
