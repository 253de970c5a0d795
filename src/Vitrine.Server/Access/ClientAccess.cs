using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Vitrine.Server.Problems;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Access;

/// <summary>Who may read and who may write: by the token, compared in a time that does not depend on how much of it is right.</summary>
internal sealed class ClientAccess(ServerOptions options)
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? digest = options.Token is null ? null : Digest(options.Token);

    /// <summary>Lets a reader pass.</summary>
    /// <exception cref="ProblemException">A token is asked of readers and this is not it.</exception>
    public void CheckReader(HttpRequest request)
    {
        if (options.IsTokenForReads)
            CheckToken(request);
    }

    /// <summary>Lets a writer pass.</summary>
    /// <exception cref="ProblemException">The store is read-only, or this is not the token.</exception>
    public void CheckWriter(HttpRequest request)
    {
        if (options.IsReadOnly)
            throw new ProblemException(ProblemKind.ReadOnly, "This server shows its store and changes nothing.", "Start it without --read-only.");
        if (digest is null)
            throw new ProblemException(ProblemKind.Forbidden, "This server was started without a token, so nobody can change products.", "Start it with --token, or VITRINE_TOKEN set.");
        CheckToken(request);
    }

    private void CheckToken(HttpRequest request)
    {
        var shown = request.Headers.Authorization.ToString();
        if (shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && digest is not null && CryptographicOperations.FixedTimeEquals(Digest(shown[Scheme.Length..].Trim()), digest))
            return;
        request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        throw new ProblemException(ProblemKind.TokenMissing, shown.Length == 0 ? "The request shows no token." : "The request does not show the right token.", "Send the header 'Authorization: Bearer TOKEN' with the token that the server was started with.");
    }

    // Digests have one length, whatever is shown.
    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
