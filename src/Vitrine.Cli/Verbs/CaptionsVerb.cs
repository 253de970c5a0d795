using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Datasets.RelativeCaptions;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Makes a store of Fashion-IQ or Shoes: photos, and what people said to be different on another one.</summary>
internal sealed class CaptionsVerb : Verb
{
    private readonly Argument<string> files = new Argument<string>("DIR") { Description = "Fashion-IQ (captions/ and image_splits/) or Shoes (relative_captions_shoes.json and the two lists of names)." }.ExistingFolder();
    private readonly Option<string?> images = new Option<string?>("--images") { Description = "Where the photos lie, however nested; they are yours to bring, and those that are gone are counted.", HelpName = "DIR", Required = true }.ExistingFolder();
    private readonly Option<string?> category = new Option<string?>("--category") { Description = "Of Fashion-IQ: one store for each.", HelpName = string.Join('|', FashionIqFolder.Categories) };
    private readonly Option<FashionIqProtocol> protocol = new("--protocol")
    {
        Description = "Of Fashion-IQ, what is searched by the captions of validation. original: all images of that split. val: their references and targets only.",
        HelpName = "original|val",
        DefaultValueFactory = _ => FashionIqProtocol.Original,
    };

    private readonly Option<string> output = new Option<string>("--out") { Description = "The store, new or empty.", HelpName = "STORE", Required = true }.FolderToWrite();

    public CaptionsVerb()
        : base("captions", "Make a store of Fashion-IQ or Shoes, to train and measure queries of a picture and words that change it.",
            "vitrine captions fashion-iq/ --images photos/ --category dress --protocol val --out dress.vitrine",
            "vitrine captions shoes/ --images shoes/photos --out shoes.vitrine")
    {
        category.AcceptOnlyFromAmong([.. FashionIqFolder.Categories]);
        protocol.AcceptOnlyFromAmong("original", "val");
        Arguments.Add(files);
        foreach (var option in new Option[] { images, category, protocol, output })
            Options.Add(option);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var data = DataOf(arguments);
        var store = arguments.GetRequiredValue(output);
        var report = session.Track("Reading photos", progress => CaptionStore.Write(data, arguments.GetRequiredValue(images)!, store,
            progress.Count("Reading photos", data.Images.Sum(part => (long)part.Value.Count)), session.Stop));
        session.Answer(
            () => new JsonObject { ["store"] = store, ["products"] = report.Products, ["missingImages"] = report.MissingImages, ["changes"] = report.Changes, ["lostChanges"] = report.LostChanges },
            text =>
            {
                text.Line($"{report.Products:N0} photos and {report.Changes:N0} captions in {store}; {report.MissingImages:N0} photos are missing, and {report.LostChanges:N0} captions with them.");
                text.Line($"Next: vitrine train {store} --method contrastive");
            });
        return ExitCode.Ok;
    }

    private CaptionedImages DataOf(ParseResult arguments)
    {
        var path = arguments.GetRequiredValue(files);
        if (ShoesFolder.IsOne(path))
        {
            return arguments.GetValue(category) is null ? CaptionedImages.Of(ShoesFolder.Open(path))
                : throw VerbException.Usage("Shoes has no categories.", "leave out --category.");
        }

        var folder = FashionIqFolder.Open(path);
        return CaptionedImages.Of(folder, arguments.GetValue(category)
            ?? throw VerbException.Usage("Fashion-IQ is measured by category.", $"say which: --category {string.Join(", ", FashionIqFolder.Categories)}."), arguments.GetValue(protocol));
    }
}
