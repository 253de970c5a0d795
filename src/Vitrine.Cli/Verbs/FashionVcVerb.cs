using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Datasets.FashionVc;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Makes a store of FashionVC or Ssense.</summary>
internal sealed class FashionVcVerb : Verb
{
    private readonly Argument<string> files = new Argument<string>("DIR") { Description = "image.mat, tag.mat and label.mat of FashionVC or Ssense, MATLAB v7 or v7.3." }.ExistingFolder();
    private readonly Option<int?> queries = new Option<int?>("--queries") { Description = "How many of the first rows are queries. [default: as published, told by the number of rows]", HelpName = "N" }.Within(1);
    private readonly Option<string> output = new Option<string>("--out") { Description = "The store, new or empty.", HelpName = "STORE", Required = true }.FolderToWrite();

    public FashionVcVerb()
        : base("fashion-vc", "Make a store of FashionVC or Ssense, to train and measure codes as published.",
            "vitrine fashion-vc FashionVC/ --out fashion-vc.vitrine",
            "vitrine fashion-vc Ssense/ --queries 2000 --out ssense.vitrine")
    {
        Arguments.Add(files);
        Options.Add(queries);
        Options.Add(output);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        using var data = FashionVcFolder.Open(arguments.GetRequiredValue(files));
        var asked = arguments.GetValue(queries) ?? data.PublishedQueries
            ?? throw VerbException.Usage($"{data.Count:N0} rows are neither FashionVC's 19,862 nor Ssense's 15,696, so nobody knows which are queries.", "say how many of the first: --queries N");
        var store = arguments.GetRequiredValue(output);
        var products = session.Track("Reading photos", progress => FashionVcStore.Write(data, asked, store, progress.Count("Reading photos", data.Count), session.Stop));
        session.Answer(
            () => new JsonObject { ["store"] = store, ["products"] = products, ["queries"] = asked },
            text =>
            {
                text.Line($"{products:N0} products in {store}, of which {asked:N0} are queries.");
                text.Line($"Next: vitrine train {store} --method hichnet");
            });
        return ExitCode.Ok;
    }
}
