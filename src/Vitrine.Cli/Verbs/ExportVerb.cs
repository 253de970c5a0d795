using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Archive;
using Vitrine.Cli.Terminal;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Writes a model's vectors for other software, or the whole store to be kept or taken elsewhere.</summary>
internal sealed class ExportVerb : Verb
{
    private const string Photos = "image";
    private const string Titles = "text";
    private const string Store = "store";
    private const string ArchiveExtension = ".tar";

    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> model = VerbArguments.Model();
    private readonly Option<string> of = new("--of")
    {
        Description = "The vectors of the photos or of the titles, row i for the i-th id of --ids; or the whole store, for 'vitrine import' to make the same of it elsewhere.",
        HelpName = $"{Photos}|{Titles}|{Store}",
        DefaultValueFactory = _ => Photos,
    };

    private readonly Option<string> output = new Option<string>("--out") { Description = $"The file; its ending names the format: {string.Join(", ", VectorExport.Extensions)}; of a store {ArchiveExtension}.", HelpName = "FILE", Required = true }.FileToWrite();
    private readonly Option<string?> ids = new Option<string?>("--ids") { Description = "Also write the products' ids, one a line in the order of the vectors.", HelpName = "FILE" }.FileToWrite();

    public ExportVerb()
        : base("export", "Write the vectors of all products to a file for other software, or the whole store to be kept.",
            "vitrine export shop.vitrine --model cca-sign-64 --out photos.npy --ids ids.txt",
            "vitrine export shop.vitrine --of text --out titles.fvecs",
            "vitrine export shop.vitrine --of store --out shop.tar")
    {
        of.AcceptOnlyFromAmong(Photos, Titles, Store);
        Arguments.Add(store);
        foreach (var option in new Option[] { model, of, output, ids })
            Options.Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(ids) is { Length: > 0 } second && result.GetValue(output) is { Length: > 0 } first && Path.GetFullPath(first) == Path.GetFullPath(second))
                result.AddError("--out and --ids name one file.");
            if (result.GetValue(of) != Store)
                return;
            if (result.GetResult(model) is not null || result.GetResult(ids) is not null)
                result.AddError("--of store writes all models and products: leave out --model and --ids.");
            if (result.GetValue(output) is { Length: > 0 } file && !file.EndsWith(ArchiveExtension, StringComparison.OrdinalIgnoreCase))
                result.AddError($"--of store writes a file of the kind {ArchiveExtension}, and --out is '{file}'.");
        });
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(store);
        return arguments.GetRequiredValue(of) == Store ? ExportStore(path, arguments.GetRequiredValue(output), session) : ExportVectors(path, arguments, session);
    }

    private static int ExportStore(string path, string file, Session session)
    {
        var (files, bytes) = session.Track("Writing the store", progress => StoreArchive.Write(path, file, progress.Select<(long Done, long Total)>(bytes => new WorkProgress("Writing the store", bytes.Done, bytes.Total)), session.Stop));
        session.Answer(
            () => new JsonObject { ["file"] = file, ["files"] = files, ["bytes"] = bytes },
            text => text.Line($"{files:N0} files, {bytes:N0} bytes in {file}. To make a store of it: vitrine import {file} --out STORE"));
        return ExitCode.Ok;
    }

    private int ExportVectors(string path, ParseResult arguments, Session session)
    {
        var name = VerbArguments.ChooseModel(path, arguments.GetValue(model));
        var file = arguments.GetRequiredValue(output);
        using var opened = CatalogueStore.Open(path);
        var field = arguments.GetRequiredValue(of) == Photos ? ItemField.Photo : ItemField.Title;
        using var encoder = Methods.Load(path, name);
        var dimensions = encoder.Description.HasVectors
            ? encoder.Description.VectorDimensions
            : throw VerbException.Usage($"the model '{name}' gives codes but no vectors.", "choose a model that gives vectors, such as one of --method contrastive.");
        session.Track($"Encoding with {name}", progress =>
        {
            var blocks = encoder.EncodeItems(new StoreItems(opened), field, [.. Enumerable.Range(0, opened.Count)], session.Stop);
            VectorExport.Write(file, opened.Count, dimensions, Told(blocks, progress.Count($"Encoding with {name}", opened.Count)).Select(block => block.Vectors!), session.Stop);
            return opened.Count;
        });
        if (arguments.GetValue(ids) is { } idFile)
            File.WriteAllLines(idFile, opened.Products().Select(product => product.Id));
        session.Answer(
            () => new JsonObject { ["file"] = file, ["vectors"] = opened.Count, ["dimensions"] = dimensions },
            text => text.Line($"{opened.Count:N0} vectors of {dimensions} dimensions in {file}."));
        return ExitCode.Ok;
    }

    private static IEnumerable<ItemBlock> Told(IEnumerable<ItemBlock> blocks, IProgress<int>? progress)
    {
        var done = 0;
        foreach (var block in blocks)
        {
            progress?.Report(done += block.Items.Count);
            yield return block;
        }
    }
}
