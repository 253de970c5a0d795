using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Vitrine.Server.Access;

/// <summary>What a browser is told to refuse, with every answer: scripts that are not this server's, being framed, guessing at what an answer is, telling others where somebody came from.</summary>
internal static class BrowserRules
{
    private const string NonceKey = "vitrine.nonce";

    public static void UseBrowserRules(this WebApplication app) => app.Use((context, next) =>
    {
        // Set when the answer begins: what is thrown on the way empties the headers.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = PolicyOf(context);
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Lets scripts and styles inside of this one answer run if they carry the word that comes back, which nobody else can know.</summary>
    public static string AllowNonce(HttpContext context)
    {
        var nonce = RandomNumberGenerator.GetHexString(32);
        context.Items[NonceKey] = nonce;
        return nonce;
    }

    private static string PolicyOf(HttpContext context)
    {
        const string Always = "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        return context.Items[NonceKey] is string nonce
            // The page of the API's description sets styles by script; it shows no text of clients.
            ? $"default-src 'self'; img-src 'self' data: blob:; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; {Always}"
            : $"default-src 'self'; img-src 'self' data: blob:; {Always}";
    }
}
