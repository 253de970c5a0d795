using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Search.Log;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Takes queries and clicks from elsewhere into a store's log.</summary>
internal sealed class QueriesImportVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Argument<string> file = new("FILE") { Description = "NDJSON in the schema of User Behavior Insights: queries, events, or both. Who asked is not kept." };

    public QueriesImportVerb()
        : base("import", "Take queries and clicks into a store's log, from a file in the schema of User Behavior Insights (UBI).",
            "vitrine queries import shop.vitrine ubi-queries.ndjson",
            "vitrine queries import shop.vitrine ubi-events.ndjson")
    {
        Arguments.Add(store);
        Arguments.Add(file);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(store);
        using (CatalogueStore.Open(path))
        {
            // refuses a folder that is no store
        }

        var taken = session.Track("Reading", progress => UbiImport.Run(path, arguments.GetRequiredValue(file), progress.Select<long>(lines => new WorkProgress("Reading lines", lines)), session.Stop));
        session.Answer(
            () => new JsonObject
            {
                ["queries"] = taken.Queries,
                ["clicks"] = taken.Clicks,
                ["passedOver"] = taken.PassedOver,
                ["problems"] = taken.Problems.Count,
                ["firstProblems"] = new JsonArray([.. taken.Problems.Problems.Take(10).Select(problem => JsonValue.Create($"{problem}"))]),
            },
            output =>
            {
                output.Line($"{taken.Queries:N0} queries and {taken.Clicks:N0} clicks. {taken.PassedOver:N0} other events were passed over.");
                foreach (var problem in taken.Problems.Problems.Take(10))
                    output.Line($"Left out: {problem}");
                if (taken.Problems.Count > 10)
                    output.Line($"… and {taken.Problems.Count - 10:N0} more.");
            });
        return ExitCode.Ok;
    }
}
