using Microsoft.AspNetCore.Http;
using Vitrine.Server.Access;
using Vitrine.Server.Problems;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Tests.Access;

/// <summary>Who may change products.</summary>
public class AccessTests
{
    private static readonly ServerOptions Options = new("shop.vitrine");

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer ")]
    [InlineData("Bearer anything")]
    public void Writing_WithoutATokenOfTheServer_IsForbiddenToAll(string? shown) => Assert.Equal(403, Refused(Options, shown));

    [Theory]
    [InlineData(null, 401)]
    [InlineData("Bearer secre", 401)]
    [InlineData("Bearer secret!", 401)]
    [InlineData("Bearer SECRET", 401)]
    [InlineData("Bearer secret", null)]
    public void Writing_WithAToken_NeedsAllOfIt(string? shown, int? status) => Assert.Equal(status, Refused(Options with { Token = "secret" }, shown));

    [Fact]
    public void Writing_ToAReadOnlyServer_IsRefusedWithTheTokenToo() => Assert.Equal(409, Refused(Options with { Token = "secret", IsReadOnly = true }, "Bearer secret"));

    [Fact]
    public void Reading_WithoutBeingAskedForIt_NeedsNoToken() => new ClientAccess(Options with { Token = "secret" }).CheckReader(Request(null));

    private static int? Refused(ServerOptions options, string? shown)
    {
        try
        {
            new ClientAccess(options).CheckWriter(Request(shown));
            return null;
        }
        catch (ProblemException e)
        {
            return e.Problem.Status;
        }
    }

    private static HttpRequest Request(string? shown)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = shown;
        return request;
    }
}
