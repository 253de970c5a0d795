using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Search.Log;
using Vitrine.Workbench.Shopping;

namespace Vitrine.Cli.Verbs;

/// <summary>Says what people asked a shop; below it, <see cref="QueriesImportVerb"/>.</summary>
internal sealed class QueriesVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> since = new("--since") { Description = "Only queries from then on: a day such as 2026-11-01, or how many days ago, such as 30d.", HelpName = "DAY" };
    private readonly Option<int> count = new Option<int>("--count", "-k") { Description = "Queries to show of each kind.", HelpName = "N", DefaultValueFactory = _ => 20 }.Within(1);
    private readonly Option<string?> qrels = new Option<string?>("--qrels") { Description = "Also write what was clicked as judgements for other tools: TREC qrels, and FILE.queries.tsv with the text of each query.", HelpName = "FILE" }.FileToWrite();

    public QueriesVerb()
        : base("queries", "Show what people asked for most, what was never found and what was never clicked, from a store's log.",
            "vitrine queries shop.vitrine --since 30d",
            "vitrine queries import shop.vitrine ubi-events.ndjson",
            "vitrine queries shop.vitrine --qrels clicks.qrels --json")
    {
        Arguments.Add(store);
        foreach (var option in new Option[] { since, count, qrels })
            Options.Add(option);
        Subcommands.Add(new QueriesImportVerb());
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(store);
        var from = arguments.GetValue(since) is { } day ? TimeOf(day) : (DateTimeOffset?)null;
        using (CatalogueStore.Open(path))
        {
            // refuses a folder that is no store
        }

        var report = QueryReport.Of(path, from, arguments.GetValue(count));
        var written = arguments.GetValue(qrels) is { } file ? ClickJudgements.Write(path, file, from) : ((int Queries, int Judgements)?)null;
        session.Answer(() => ToJson(report, written), output => Show(path, report, written, output));
        return ExitCode.Ok;
    }

    private static DateTimeOffset TimeOf(string day)
    {
        if (day[^1] == 'd' && int.TryParse(day[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 36_500)
            return DateTimeOffset.UtcNow.AddDays(-days);
        return DateTimeOffset.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : throw VerbException.Usage($"'{day}' is no day.", "say --since 2026-11-01, or --since 30d for the last thirty days.");
    }

    private static void Show(string path, QueryReport report, (int Queries, int Judgements)? written, TextOutput output)
    {
        if (report.Queries == 0)
        {
            output.Line($"The log of '{path}' has no queries. Write them down with: vitrine search {path} --log --text WORDS");
            return;
        }

        output.Line($"{report.Queries:N0} queries, {report.Texts:N0} different texts, {report.Clicks:N0} clicks.");
        List("Most wanted", report.MostWanted, output);
        List("Never found", report.NeverFound, output);
        List("Never clicked", report.NeverClicked, output);
        if (report.Clicks == 0)
            output.Line($"No clicks are known. Take them in with: vitrine queries import {path} FILE");
        if (written is var (queries, judgements))
            output.Line($"Wrote {judgements:N0} judgements of {queries:N0} queries.");
    }

    private static void List(string title, IReadOnlyList<AskedText> texts, TextOutput output)
    {
        if (texts.Count == 0)
            return;
        var table = new Table().Border(TableBorder.Simple).AddColumn(title).AddColumn(new TableColumn("asked").RightAligned()).AddColumn(new TableColumn("found").RightAligned()).AddColumn(new TableColumn("clicks").RightAligned());
        foreach (var text in texts)
            table.AddRow(Markup.Escape(text.Text), $"{text.Asked:N0}", $"{text.Found:N0}", $"{text.Clicks:N0}");
        output.Draw(table);
    }

    private static JsonObject ToJson(QueryReport report, (int Queries, int Judgements)? written)
    {
        var json = new JsonObject
        {
            ["queries"] = report.Queries,
            ["texts"] = report.Texts,
            ["clicks"] = report.Clicks,
            ["mostWanted"] = ToJson(report.MostWanted),
            ["neverFound"] = ToJson(report.NeverFound),
            ["neverClicked"] = ToJson(report.NeverClicked),
        };
        if (written is var (_, judgements))
            json["judgements"] = judgements;
        return json;
    }

    private static JsonArray ToJson(IReadOnlyList<AskedText> texts) =>
        [.. texts.Select(text => new JsonObject { ["text"] = text.Text, ["asked"] = text.Asked, ["found"] = text.Found, ["clicks"] = text.Clicks })];
}
