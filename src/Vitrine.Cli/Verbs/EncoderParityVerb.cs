using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Cli.Terminal;
using Vitrine.Workbench.Encoders.Parity;

namespace Vitrine.Cli.Verbs;

/// <summary>Compares the files of a published encoder that have fewer bits with those of full precision.</summary>
internal sealed class EncoderParityVerb : Verb
{
    private readonly Argument<string> folder = new Argument<string>("DIR") { Description = "The encoder's folder: onnx/model.onnx, or one file a tower, and beside it such as model_fp16.onnx, model_int8.onnx, model_q4.onnx." }.ExistingFolder();
    private readonly Option<string?> store = new Option<string?>("--store") { Description = "Whose products are taken: up to 1,000, first of the validation part, never of the test part. [default: drawn ones]", HelpName = "STORE" }.ExistingFolder();
    private readonly Option<double> mostLost = new Option<double>("--most-lost") { Description = "Points of R@10 that a file may lose.", HelpName = "POINTS", DefaultValueFactory = _ => 1 }.Within(0, 100);

    public EncoderParityVerb()
        : base("encoder", "Compare the files of a published encoder that have fewer bits with those of full precision: cosine and R@10 on a shop's products.",
            "vitrine parity encoder clip-vit-base-patch32/ --store shop.vitrine",
            "vitrine parity encoder all-MiniLM-L6-v2/ --most-lost 3 --json | jq .files")
    {
        Arguments.Add(folder);
        Options.Add(store);
        Options.Add(mostLost);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var (place, most) = (arguments.GetRequiredValue(folder), arguments.GetValue(mostLost));
        var files = session.Track("Comparing", progress => EncoderParity.Measure(place, arguments.GetValue(store), progress, session.Stop));
        session.Answer(
            () => new JsonObject
            {
                ["folder"] = place,
                ["store"] = arguments.GetValue(store),
                ["mostLost"] = most,
                ["files"] = new JsonArray([.. files.Select(file => ToJson(file, most))]),
            },
            text =>
            {
                var table = new Table().Border(TableBorder.Simple).AddColumns("file", "mean cosine", "least", "R@10 of", "in full", "with fewer bits", "points lost", "");
                foreach (var file in files)
                    AddTo(table, file, most);
                text.Draw(table);
                foreach (var file in files.Where(file => file.Problem is not null))
                    text.Line(file.Problem!);
            });
        return files.All(file => file.IsAsGood(most)) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static void AddTo(Table table, QuantisedFile file, double most)
    {
        var verdict = Markup.Escape(file.IsAsGood(most) ? "[OK]" : "[FAIL]");
        if (file.Loss is { } loss)
        {
            var task = loss.Task == RecallTask.Pairs ? "title → photo" : "nearest neighbours";
            table.AddRow(Markup.Escape(file.Path), $"{loss.MeanCosine:F4}", $"{loss.LeastCosine:F4}", task, $"{loss.WholeRecall:F3}", $"{loss.Recall:F3}", $"{loss.PointsLost:F1}", verdict);
        }
        else
        {
            table.AddRow(Markup.Escape(file.Path), "", "", "", "", "", "", verdict);
        }
    }

    private static JsonObject ToJson(QuantisedFile file, double most) => new()
    {
        ["file"] = file.Path,
        ["beside"] = file.WholePath,
        ["isAsGood"] = file.IsAsGood(most),
        ["meanCosine"] = file.Loss?.MeanCosine,
        ["leastCosine"] = file.Loss?.LeastCosine,
        ["recallOf"] = file.Loss?.Task.ToString().ToLowerInvariant(),
        ["wholeRecallAt10"] = file.Loss?.WholeRecall,
        ["recallAt10"] = file.Loss?.Recall,
        ["pointsLost"] = file.Loss?.PointsLost,
        ["problem"] = file.Problem,
    };
}
