using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Vitrine.Search.Live;
using Vitrine.Server.Bodies;
using Vitrine.Server.Problems;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Writing;

/// <summary>
/// A stream of products, one JSON object a line, of any length. For each line the answer has one, in the same order, as soon as that line is on the disk: a line that is wrong does not stop
/// the others.
/// </summary>
internal static class RowStream
{
    public const string MediaType = "application/x-ndjson";

    private const string AlsoCalled = "application/ndjson", Lines = "application/jsonl";

    // So many lines share a wait for the disk.
    private const int MostAtOnce = 256;

    public static async Task<IResult> AnswerAsync(HttpContext context)
    {
        var writer = await WriteEndpoints.WriterOfAsync(context);
        if (context.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() is not (MediaType or AlsoCalled or Lines))
            throw new ProblemException(ProblemKind.WrongMediaType, $"The body is called '{context.Request.ContentType}'.", $"Send one JSON object a line with 'Content-Type: {MediaType}'.");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null; // each line has its own limit
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null; // products may come as they change
        context.Response.ContentType = MediaType;
        var cancellation = context.RequestAborted;
        var rows = Channel.CreateBounded<Task<RowBody>>(MostAtOnce);
        var reading = ReadAsync(context.Request.BodyReader, rows.Writer, writer, cancellation);
        await foreach (var row in rows.Reader.ReadAllAsync(cancellation))
        {
            if (!row.IsCompleted)
                await context.Response.Body.FlushAsync(cancellation);
            await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(await row, ApiJson.Options), cancellation);
            await context.Response.Body.WriteAsync("\n"u8.ToArray(), cancellation);
        }

        await reading;
        return Results.Empty;
    }

    private static async Task ReadAsync(PipeReader body, ChannelWriter<Task<RowBody>> rows, ShopWriter writer, CancellationToken cancellation)
    {
        try
        {
            for (var number = 1L; ;)
            {
                var read = await body.ReadAsync(cancellation);
                var rest = read.Buffer;
                while (rest.PositionOf((byte)'\n') is { } end)
                {
                    await TakeAsync(rest.Slice(0, end));
                    rest = rest.Slice(rest.GetPosition(1, end));
                }

                if (rest.Length > SentLimits.BodyBytes)
                {
                    body.AdvanceTo(read.Buffer.End);
                    await rows.WriteAsync(Task.FromResult(RowBody.Of(number, "", TooLong)), cancellation);
                    return;
                }

                if (read.IsCompleted)
                {
                    await TakeAsync(rest);
                    body.AdvanceTo(read.Buffer.End);
                    return;
                }

                body.AdvanceTo(rest.Start, rest.End);

                async ValueTask TakeAsync(ReadOnlySequence<byte> line)
                {
                    var bytes = line.ToArray();
                    if (!bytes.AsSpan().Trim(" \t\r"u8).IsEmpty)
                        await rows.WriteAsync(await BeginAsync(number, bytes, writer, cancellation), cancellation);
                    number++;
                }
            }
        }
        finally
        {
            rows.Complete();
        }
    }

    // Reads a line before the next one is looked at, so that two lines of one product are done in their order; they wait for the disk together.
    private static async Task<Task<RowBody>> BeginAsync(long number, byte[] line, ShopWriter writer, CancellationToken cancellation)
    {
        var id = "";
        try
        {
            var row = Parse(line);
            id = SentLimits.CheckId(row.Id);
            return AnswerAsync(number, id, WriteEndpoints.DoAsync(writer, id, await WriteOf(id, row, cancellation), cancellation));
        }
#pragma warning disable CA1031 // One line must not take the others with it; what it was is told in its answer.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return Task.FromResult(RowBody.Of(number, id, ProblemAnswers.Of(e)));
        }
    }

    private static async Task<RowBody> AnswerAsync(long number, string id, Task<WriteOutcome> write)
    {
        try
        {
            var outcome = await write;
            return new RowBody(number, id, outcome.Kind == WriteKind.Added ? StatusCodes.Status201Created : StatusCodes.Status200OK) { Done = outcome.Kind.ToString().ToLowerInvariant(), Change = outcome.Change };
        }
#pragma warning disable CA1031 // As above.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return RowBody.Of(number, id, ProblemAnswers.Of(e));
        }
    }

    private static async Task<ProductWrite> WriteOf(string id, SentRow row, CancellationToken cancellation) => row.Do switch
    {
        null or "put" => WriteEndpoints.PutOf(id, row, await SentPhotos.PrepareAsync(row.Images, cancellation)),
        "patch" => WriteEndpoints.PatchOf(id, row, await SentPhotos.PrepareAsync(row.Images, cancellation)),
        "delete" => new ProductWrite.Remove(id),
        _ => throw SentLimits.Wrong($"'do' is '{row.Do}'; \"put\", \"patch\" or \"delete\" is expected.", "Leave it out to put a whole product."),
    };

    private static SentRow Parse(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize<SentRow>(line, ApiJson.Options) ?? throw SentLimits.Wrong("The line is null; an object is expected.", "Send one object a line.");
        }
        catch (JsonException e)
        {
            throw SentLimits.Wrong(JsonFault.Explain<SentRow>(e), "Send one JSON object a line.");
        }
    }

    private static Problem TooLong { get; } = Problem.Of(ProblemKind.TooLarge, $"The line has more than {SentLimits.BodyBytes >> 20} MB; nothing behind it was read.", "Send fewer or smaller pictures of one product.");
}

/// <summary>What became of a line.</summary>
/// <param name="Row">Its number, from 1.</param>
/// <param name="Id">The product's id; empty where it could not be read.</param>
/// <param name="Status">As the same write alone would have been answered.</param>
internal sealed record RowBody(long Row, string Id, int Status)
{
    /// <summary>"added", "updated", "unchanged" or "removed".</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Done { get; init; }

    /// <summary>The number of the change that it is in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Change { get; init; }

    /// <summary>What was found and expected.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    /// <summary>What to do about it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hint { get; init; }

    public static RowBody Of(long row, string id, Problem problem) => new(row, id, problem.Status) { Detail = problem.Detail, Hint = problem.Hint };
}
