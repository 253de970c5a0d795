using Vitrine.Catalogue;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Tests.Settings;

/// <summary>Where a server listens.</summary>
public class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5005", true)]
    [InlineData("http://localhost:80", true)]
    [InlineData("http://[::1]:80/", true)]
    [InlineData("http://0.0.0.0:80", false)]
    [InlineData("http://*:80", false)]
    [InlineData("http://192.168.1.2", false)]
    public void Parse_AnAddress_TellsWhetherOthersReachIt(string url, bool isLoopback) => Assert.Equal(isLoopback, ListenAddress.Parse(url).IsLoopback);

    [Theory]
    [InlineData("127.0.0.1:80")]
    [InlineData("http://shop.example:80")]
    [InlineData("https://127.0.0.1:80")]
    [InlineData("http://127.0.0.1:80/shop")]
    [InlineData("")]
    public void Parse_SomethingElse_IsRefused(string url) => Assert.NotNull(Assert.Throws<UsageException>(() => ListenAddress.Parse(url)).Hint);
}
