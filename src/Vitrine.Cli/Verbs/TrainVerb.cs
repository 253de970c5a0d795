using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Workbench;
using Vitrine.Workbench.Recipe;

namespace Vitrine.Cli.Verbs;

/// <summary>Learns a model from the training part of a store.</summary>
internal sealed class TrainVerb : Verb
{
    private const string FineGrained = "fine-grained";

    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> method = new("--method")
    {
        Description = $"One method alone: {string.Join(" or ", Methods.All.Select(known => known.Name))}. [default: the shop model, for which several are tried and the best is kept and indexed]",
        HelpName = "NAME",
    };

    private readonly Option<double?> minutes = new Option<double?>("--minutes") { Description = "The shop model: what training and indexing may take on this machine. [default: by the number of products, 1 to 20]", HelpName = "N" }.Within(0.1, 10_000);

    private readonly Option<string?> name = new("--name") { Description = "The model's name in the store. [default: method, preset, variant and bits or fine-tuning, such as hichnet-64, contrastive-gru or contrastive-frozen]", HelpName = "NAME" };
    private readonly Option<int?> bits = new Option<int?>("--bits") { Description = "Length of the hash code, shared among the layers of the category tree. [default: 64, for methods that give codes]", HelpName = "N" }.Within(1);
    private readonly Option<bool> flat = new("--flat") { Description = "HiCHNet-flat: one layer, the finest categories only." };
    private readonly Option<string> preset = new("--preset")
    {
        Description = $"All remaining settings in one word: {string.Join("; ", Methods.All.Select(known => $"{known.Name}: {string.Join(", ", known.Options.Presets)}"))}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Presets.Default,
    };

    private readonly Option<string?> imageEncoder = new("--image-encoder")
    {
        Description = "A folder with a published image network (config.json, model.safetensors, preprocessor_config.json), or a model of the store that learned one, whose vectors (hsl: whose map's cells) serve as image features. hichnet --preset paper: the folder of a CNN-F, or cnn-f for one without weights, learns from pixels with the rest. [default: hand-made features; contrastive: small, a network that learns from nothing]",
        HelpName = "DIR|MODEL|small|cnn-f",
    };

    private readonly Option<string?> textEncoder = new("--text-encoder")
    {
        Description = "contrastive: a folder with a published network for texts (config.json, a tokeniser, onnx/model.onnx), whose vectors of titles are taken beside the catalogue's own words. [default: the words alone]",
        HelpName = "DIR",
    };

    private readonly Option<FineTuning?> fineTune = new("--fine-tune")
    {
        Description = "contrastive: train both towers of the CLIP in --image-encoder on the catalogue: 'frozen' only projections on top of them, 'last' their last layers, 'all' everything. [default: its image vectors serve as features]",
        HelpName = "frozen|last|all",
    };

    private readonly Option<string?> variant = new("--variant") { Description = $"Departures from the preset, joined by '+'. {string.Join("; ", Methods.All.Where(known => known.Options.Variants.Count > 0).Select(known => $"{known.Name}: {string.Join(", ", known.Options.Variants)}"))}.", HelpName = "NAMES" };
    private readonly Option<string?> wordVectors = new("--word-vectors")
    {
        Description = $"Methods that learn vectors of words: start from those of a GloVe or word2vec file, or '{WordStart.SkipGram}' from such as are trained on the titles first. [default: random ones]",
        HelpName = $"FILE|{WordStart.SkipGram}",
    };

    private readonly Option<string?> labels = new("--labels")
    {
        Description = "contrastive, hsl, hichnet: learn from titles and categories first how near two products are, and let each pair count accordingly: those that mean the same less as wrong answers, those that only look alike in words more. [default: all alike]",
        HelpName = FineGrained,
    };

    private readonly HashingArguments hashing = new();
    private readonly Option<int> seed = VerbArguments.Seed();
    private readonly Option<int?> epochs = new Option<int?>("--epochs") { Description = "Passes over the training products. [default: the preset's]", HelpName = "N" }.Within(1);
    private readonly Option<string?> from = new("--from") { Description = "A model of the store whose weights the training starts from: the stage before this one; progressive always has one. hichnet: go on with what has come since, while old products keep their codes. random-rotation: whose vectors are rotated. [default: from nothing]", HelpName = "MODEL" };
    private readonly Option<bool> resume = new("--resume") { Description = "Go on from the checkpoint of an interrupted training; the result is the same, bit for bit." };

    public TrainVerb()
        : base("train", "Learn a model from the training part of a store.",
            "vitrine train shop.vitrine",
            "vitrine train shop.vitrine --minutes 60 --image-encoder resnet18",
            "vitrine train shop.vitrine --method hichnet --bits 64",
            "vitrine train shop.vitrine --method hichnet --flat --seed 2 --name flat-2",
            "vitrine train shop.vitrine --method hichnet --preset paper --resume",
            "vitrine train shop.vitrine --method hichnet --bits 64 --rho 0.1,0.3,0.6 --lambda 0.2 --name tuned",
            "vitrine train shop.vitrine --method hichnet --from hichnet-64",
            "vitrine train shop.vitrine --method cca",
            "vitrine train shop.vitrine --method random-rotation --bits 128 --from contrastive",
            "vitrine train shop.vitrine --method contrastive",
            "vitrine train shop.vitrine --method hsl --image-encoder contrastive",
            "vitrine train shop.vitrine --method clip --image-encoder clip-vit-base-patch32/",
            "vitrine train shop.vitrine --method contrastive --image-encoder clip-vit-base-patch32/ --fine-tune last",
            "vitrine train shop.vitrine --method contrastive --preset paper --from clip --fine-tune last --name stage-2",
            "vitrine train shop.vitrine --method progressive --from contrastive",
            "vitrine train kdd/ --method hsl --variant one-level+max")
    {
        fineTune.AcceptOnlyFromAmong("frozen", "last", "all");
        labels.AcceptOnlyFromAmong(FineGrained);
        Arguments.Add(store);
        foreach (var option in new Option[] { method, minutes, name, bits, flat, preset, imageEncoder, textEncoder, fineTune, wordVectors, labels, variant, seed, epochs, from, resume })
            Options.Add(option);
        foreach (var option in hashing.All)
            Options.Add(option);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(store);
        if (arguments.GetValue(method) is not { } methodName)
            return RunShop(path, arguments, session);
        if (arguments.GetValue(minutes) is not null)
            throw VerbException.Usage("--minutes is for the shop model, and --method asks for one method alone.", "leave one of them out; --epochs says how long a method trains.");
        var request = new TrainingRequest(arguments.GetValue(name) ?? "")
        {
            Variant = arguments.GetValue(variant),
            Bits = arguments.GetValue(bits),
            Flat = arguments.GetValue(flat),
            Preset = arguments.GetRequiredValue(preset),
            ImageEncoder = arguments.GetValue(imageEncoder),
            TextEncoder = arguments.GetValue(textEncoder),
            FineTune = arguments.GetValue(fineTune),
            WordVectors = arguments.GetValue(wordVectors),
            Labels = arguments.GetValue(labels) is null ? null : TrainingLabels.FineGrained,
            Hashing = hashing.Of(arguments),
            Seed = (ulong)arguments.GetValue(seed),
            Epochs = arguments.GetValue(epochs),
            From = arguments.GetValue(from),
            Resume = arguments.GetValue(resume),
        };
        var model = Train(path, methodName, request, session);
        var card = ModelDirectory.In(path, model).ReadCard();
        session.Answer(
            () => new JsonObject
            {
                ["model"] = model,
                ["method"] = card.Method,
                ["preset"] = card.Preset,
                ["seed"] = card.Seed,
                ["epochs"] = card.EpochsDone,
                ["dataHash"] = card.DataHash,
                ["weightsHash"] = card.WeightsHash,
            },
            text =>
            {
                text.Line($"Model {model}: {Words.Epochs(card.EpochsDone)}, weights {card.WeightsHash}.");
                text.Line(NextStep.WithModel(path, model));
            });
        return ExitCode.Ok;
    }

    private static string Train(string path, string methodName, TrainingRequest request, Session session)
    {
        try
        {
            return session.Track("Preparing", progress => Training.Run(path, methodName, request, progress, session.Stop));
        }
        catch (OperationCanceledException)
        {
            var model = request.Name.Length > 0 ? request.Name : Training.DefaultName(Methods.Find(methodName), request);
            throw VerbException.Stopped(ModelDirectory.In(path, model).HasCheckpoint
                ? "what was learned is kept: add --resume to the same command to go on."
                : "nothing was learned yet; run the same command to begin again.");
        }
    }

    private int RunShop(string path, ParseResult arguments, Session session)
    {
        foreach (var option in new Option[] { name, bits, flat, preset, fineTune, wordVectors, labels, variant, from, resume }.Concat(hashing.All))
        {
            if (arguments.GetResult(option) is { Implicit: false })
                throw VerbException.Usage($"{option.Name} is for one method alone, and the shop model tries several.", "add --method NAME, or leave it out.");
        }

        if (SourceKind.Of(path) != SourceKind.Store)
            throw VerbException.Usage($"'{path}' is {SourceKind.Of(path).Name}, and a shop model is made of a store.", "name a method: --method NAME");
        var card = session.Track("Training the shop", progress => ShopTraining.Run(path, new ShopTrainingOptions
        {
            Minutes = arguments.GetValue(minutes),
            Epochs = arguments.GetValue(epochs),
            Seed = (ulong)arguments.GetValue(seed),
            ImageEncoder = arguments.GetValue(imageEncoder),
            TextEncoder = arguments.GetValue(textEncoder),
        }, progress, session.Stop));
        session.Answer(
            () => JsonSerializer.SerializeToNode(card, ModelCard.Json) ?? new JsonObject { ["model"] = null },
            text => ShopText.Write(path, card, text));
        return ExitCode.Ok;
    }
}
