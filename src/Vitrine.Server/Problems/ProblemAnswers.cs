using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Index;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Problems;

/// <summary>The one place where an exception, or a status without a body, becomes a problem. No stack trace and no path of the disk leaves the server.</summary>
internal static partial class ProblemAnswers
{
    private const string SeeApi = "See the API's description at /openapi.json.";

    /// <summary>Answers whatever is thrown behind it.</summary>
    public static void UseProblems(this WebApplication app, ServerOptions options) => app.Use(async (context, next) =>
    {
        var problem = await CatchAsync(context, options, app.Logger, async () =>
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                await Of(context, context.Response.StatusCode).ExecuteAsync(context);
            return null;
        });
        if (problem is IResult result)
            await result.ExecuteAsync(context);
    });

    /// <summary>Does what answers a request; what it throws becomes the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="options">Of the server.</param>
    /// <param name="log">Told of defects.</param>
    /// <param name="answer">What answers it.</param>
    public static async ValueTask<object?> CatchAsync(HttpContext context, ServerOptions options, ILogger log, Func<ValueTask<object?>> answer)
    {
        try
        {
            return await answer();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty; // nobody waits for the answer
        }
#pragma warning disable CA1031 // The outermost frame of a request: whatever comes is answered.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var problem = Of(exception).Without(options.StorePath);
            if (problem.Status >= StatusCodes.Status500InternalServerError)
                Log(log, context.Request.Method, context.Request.Path, exception);
            if (context.Response.HasStarted)
                throw;
            var shown = context.Response.Headers.WWWAuthenticate;
            context.Response.Clear();
            context.Response.Headers.WWWAuthenticate = shown;
            return problem;
        }
    }

    /// <summary>What is said of an exception.</summary>
    public static Problem Of(Exception exception) => exception switch
    {
        ProblemException known => known.Problem,
        UsageException usage => Problem.Of(ProblemKind.BadQuery, usage.Message, usage.Hint ?? SeeApi),
        ImageException { Fault: ImageFault.TooManyBytes or ImageFault.TooManyPixels } large => Problem.Of(ProblemKind.TooLarge, large.Message, "Send a smaller version of the picture."),
        ImageException image => Problem.Of(ProblemKind.UnreadablePicture, image.Message, "Send a photo as JPEG, PNG, WebP, GIF, TIFF or AVIF."),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.Of(ProblemKind.TooLarge, "The body has more bytes than are read here.", "Send less at once."),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => Problem.Of(ProblemKind.TooSlow, "The body came more slowly than the server waits for.", "Send it again over a faster line."),
        BadHttpRequestException bad => Problem.Of(ProblemKind.BadRequest, bad.Message, SeeApi),
        CatalogueException or IndexFormatException or IndexUnavailableException => Problem.Of(ProblemKind.NotReady, "The store cannot be read at the moment.", "Try again; the server's log says what is wrong."),
        _ => Problem.Of(ProblemKind.Defect, "Something went wrong that is a defect of the server.", "The server's log says what happened."),
    };

    private static Problem Of(HttpContext context, int status) => status switch
    {
        StatusCodes.Status404NotFound => Problem.Of(ProblemKind.UnknownPath, $"'{context.Request.Path}' is no path of this server.", SeeApi),
        StatusCodes.Status405MethodNotAllowed => Problem.Of(ProblemKind.WrongMethod, $"'{context.Request.Path}' does not take {context.Request.Method}; it takes {context.Response.Headers.Allow}.", SeeApi),
        StatusCodes.Status413PayloadTooLarge => Of(new BadHttpRequestException("", status)),
        StatusCodes.Status415UnsupportedMediaType => Problem.Of(ProblemKind.WrongMediaType, $"The body is called '{context.Request.ContentType}'.", "Send JSON with 'Content-Type: application/json'."),
        >= StatusCodes.Status500InternalServerError => Problem.Of(ProblemKind.Defect with { Status = status }, "The server could not answer.", "The server's log says what happened."),
        _ => Problem.Of(ProblemKind.BadRequest with { Status = status }, "The request cannot be understood.", SeeApi),
    };

    /// <summary>The same without a path of the disk, which is nobody's business.</summary>
    private static Problem Without(this Problem problem, string path) => problem with
    {
        Detail = problem.Detail.Replace(path, "STORE", StringComparison.Ordinal),
        Hint = problem.Hint.Replace(path, "STORE", StringComparison.Ordinal),
    };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private static partial void Log(ILogger logger, string method, PathString path, Exception exception);
}
