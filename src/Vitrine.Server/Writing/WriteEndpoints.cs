using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Catalogue;
using Vitrine.Search.Live;
using Vitrine.Server.Problems;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Writing;

/// <summary>Writes products, one a request or many in a stream. An answer says that the write is on the disk; "?wait=true" also waits until searches find it.</summary>
internal static class WriteEndpoints
{
    public static void MapWrites(this IEndpointRouteBuilder writers)
    {
        writers.MapPut("/products/{id}", Put).WithName("putProduct").WithSummary("Adds a product, or replaces all that is said of one").Accepts<SentProduct>("application/json", "multipart/form-data").Produces<WriteBody>().Produces<WriteBody>(StatusCodes.Status201Created);
        writers.MapPatch("/products/{id}", Patch).WithName("patchProduct").WithSummary("Changes some of what is said of a product").Accepts<SentProduct>("application/json", "multipart/form-data").Produces<WriteBody>();
        writers.MapDelete("/products/{id}", Delete).WithName("deleteProduct").WithSummary("Removes a product").Produces<WriteBody>();
        writers.MapPost("/products", (Func<HttpContext, Task<IResult>>)RowStream.AnswerAsync).WithName("writeProducts").WithSummary("Writes a stream of products, one a line, and answers with a line for each").Accepts<SentRow>(RowStream.MediaType).DisableRequestTimeout();
    }

    /// <summary>What writes; the first write opens the store for it.</summary>
    /// <exception cref="ProblemException">Another program is writing the store.</exception>
    internal static async Task<ShopWriter> WriterOfAsync(HttpContext context)
    {
        try
        {
            return await context.RequestServices.GetRequiredService<LiveShop>().WriterAsync();
        }
        catch (CatalogueException e) when (e is not UsageException)
        {
            throw new ProblemException(ProblemKind.NotReady, "The store cannot be opened for writing; another program may be writing it.", "Try again when an import has ended; the server's log says more.");
        }
    }

    /// <summary>Does a write.</summary>
    /// <exception cref="ProblemException">There is no such product, or the store cannot be written.</exception>
    internal static async Task<WriteOutcome> DoAsync(ShopWriter writer, string id, ProductWrite write, CancellationToken cancellation)
    {
        WriteOutcome outcome;
        try
        {
            outcome = await writer.WriteAsync(write, cancellation);
        }
        catch (CatalogueException e) when (e is not UsageException)
        {
            throw new ProblemException(ProblemKind.NotReady, "The store cannot be written at the moment; what was acknowledged before is kept.", "See that the server's disk has room, and start it again; its log says more.");
        }

        return outcome.Kind != WriteKind.Unknown ? outcome
            : throw new ProblemException(ProblemKind.UnknownProduct, $"There is no product '{id}' in the store.", "Give an id of the shop's table; PUT adds a product.");
    }

    /// <summary>The write of a whole product.</summary>
    internal static ProductWrite PutOf(string id, SentProduct sent, IReadOnlyList<PreparedPhoto>? photos) => new ProductWrite.Put(ProductReading.Whole(id, sent), photos);

    /// <summary>The write of some of it.</summary>
    internal static ProductWrite PatchOf(string id, SentProduct sent, IReadOnlyList<PreparedPhoto>? photos)
    {
        ProductReading.Changed(new ProductData(id, "", []), sent); // what is wrong is told before it waits
        return new ProductWrite.Patch(id, product => ProductReading.Changed(product, sent), photos);
    }

    private static async Task<IResult> Put(string id, HttpContext context, bool wait = false)
    {
        var body = await SentBody.ReadAsync(context.Request);
        return await AnswerAsync(PutOf(IdOf(id), body.Product, body.Photos), IdOf(id), context, wait);
    }

    private static async Task<IResult> Patch(string id, HttpContext context, bool wait = false)
    {
        var body = await SentBody.ReadAsync(context.Request);
        return await AnswerAsync(PatchOf(IdOf(id), body.Product, body.Photos), IdOf(id), context, wait);
    }

    private static Task<IResult> Delete(string id, HttpContext context, bool wait = false) =>
        AnswerAsync(new ProductWrite.Remove(IdOf(id)), IdOf(id), context, wait);

    private static async Task<IResult> AnswerAsync(ProductWrite write, string id, HttpContext context, bool wait)
    {
        var writer = await WriterOfAsync(context);
        var outcome = await DoAsync(writer, id, write, context.RequestAborted);
        if (wait)
            await writer.WhenSearchableAsync(outcome.Change, context.RequestAborted);
        if (outcome.Kind == WriteKind.Added)
            context.Response.Headers.Location = $"/v1/products/{Uri.EscapeDataString(id)}";
        return Results.Json(WriteBody.Of(id, outcome, writer.Searchable), ApiJson.Options, statusCode: outcome.Kind == WriteKind.Added ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    // A slash in an id comes as %2F, which the server leaves as it is.
    private static string IdOf(string id) => SentLimits.CheckId(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));
}
