using System.ComponentModel;
using System.Text.Json;
using Vitrine.Server.Bodies;
using Vitrine.Server.Problems;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Searching;

/// <summary>Several searches.</summary>
internal sealed record BatchRequest
{
    private const int Most = 100;

    [Description("An array of 1 to 100 queries, each as /v1/search takes it.")]
    public IReadOnlyList<JsonElement>? Queries { get; init; }

    /// <summary>The queries.</summary>
    /// <exception cref="ProblemException">There are none, or too many.</exception>
    public IReadOnlyList<JsonElement> Checked() => Queries is { Count: >= 1 and <= Most } some
        ? some
        : throw new ProblemException(ProblemKind.BadQuery, $"The batch has {Queries?.Count ?? 0} queries.", $"Send 1 to {Most}: {{\"queries\": [{{\"text\": \"red dress\"}}]}}.");

    /// <summary>The answer to one of them, or its problem.</summary>
    public static object AnswerOne(JsonElement query, OpenShop shop, Searcher searcher, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return searcher.Answer(RequestBody.Read<SearchRequest>(query), shop, new StageClock());
        }
        catch (Exception e) when (ProblemAnswers.Of(e) is { Status: < 500 })
        {
            return ProblemAnswers.Of(e);
        }
    }
}

/// <summary>What a batch found.</summary>
/// <param name="Answers">In the order of the queries: an answer as of /v1/search, or a problem.</param>
internal sealed record BatchBody(IReadOnlyList<object> Answers);
