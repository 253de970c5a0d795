using Microsoft.AspNetCore.Http;

namespace Vitrine.Server.Problems;

/// <summary>A kind of problem. What a client can tell apart is the name; the title is for people.</summary>
/// <param name="Name">The end of its <see cref="Problem.Type"/>.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Status">The status of the answer.</param>
internal sealed record ProblemKind(string Name, string Title, int Status)
{
    public static readonly ProblemKind BadRequest = new("bad-request", "The request cannot be understood", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind BadQuery = new("bad-query", "The query cannot be answered as it is", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind TokenMissing = new("token-missing", "A token is needed", StatusCodes.Status401Unauthorized);
    public static readonly ProblemKind Forbidden = new("forbidden", "This is not allowed", StatusCodes.Status403Forbidden);
    public static readonly ProblemKind UnknownPath = new("unknown-path", "There is nothing at this path", StatusCodes.Status404NotFound);
    public static readonly ProblemKind UnknownProduct = new("unknown-product", "There is no such product", StatusCodes.Status404NotFound);
    public static readonly ProblemKind WrongMethod = new("wrong-method", "This path takes another method", StatusCodes.Status405MethodNotAllowed);
    public static readonly ProblemKind TooSlow = new("too-slow", "The request came too slowly", StatusCodes.Status408RequestTimeout);
    public static readonly ProblemKind ReadOnly = new("read-only", "The store is read-only", StatusCodes.Status409Conflict);
    public static readonly ProblemKind TooLarge = new("too-large", "The request is too large", StatusCodes.Status413PayloadTooLarge);
    public static readonly ProblemKind WrongMediaType = new("wrong-media-type", "The body is of a kind that is not read here", StatusCodes.Status415UnsupportedMediaType);
    public static readonly ProblemKind UnreadablePicture = new("unreadable-picture", "The picture cannot be read", StatusCodes.Status422UnprocessableEntity);
    public static readonly ProblemKind TooMany = new("too-many-requests", "There are too many requests", StatusCodes.Status429TooManyRequests);
    public static readonly ProblemKind Defect = new("defect", "The server failed", StatusCodes.Status500InternalServerError);
    public static readonly ProblemKind NotReady = new("not-ready", "The shop is not ready", StatusCodes.Status503ServiceUnavailable);
}
