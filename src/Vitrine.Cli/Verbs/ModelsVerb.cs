using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Models.Encoders;
using Vitrine.Models.Files;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Lists the models of a store; below it, <see cref="ModelCopyVerb"/>.</summary>
internal sealed class ModelsVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();

    public ModelsVerb()
        : base("models", "List the models of a store, or copy one to another store.",
            "vitrine models shop.vitrine",
            "vitrine models copy shop.vitrine/hichnet-64 other.vitrine")
    {
        Arguments.Add(store);
        Subcommands.Add(new ModelCopyVerb());
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(store);
        SourceKind.Of(path); // refuses a folder that has no models
        var cards = ModelDirectory.NamesIn(path).Select(name => (Name: name, Card: ModelDirectory.In(path, name).ReadCard())).ToArray();
        session.Answer(
            () => new JsonObject { ["models"] = new JsonArray([.. cards.Select(model => ToJson(path, model.Name, model.Card))]) },
            text =>
            {
                foreach (var (name, card) in cards)
                    text.Line($"{name}: {InWords(path, card)}");
                if (cards.Length == 0)
                    text.Line($"'{path}' has no model yet. Train one with: vitrine train {path}");
            });
        return ExitCode.Ok;
    }

    private static string InWords(string store, string encoder) => EncoderCard.Of(store, encoder) switch
    {
        null => encoder,
        { HasSameBits: true } => $"{encoder} (the same bits for any number of threads)",
        _ => $"{encoder} (other last bits for another number of threads)",
    };

    private static JsonObject ToJson(string store, string name, ModelCard card) => new()
    {
        ["name"] = name,
        ["method"] = card.Method,
        ["preset"] = card.Preset,
        ["variant"] = card.Variant,
        ["seed"] = card.Seed,
        ["epochs"] = card.EpochsDone,
        ["layers"] = card.Layers,
        ["encoders"] = new JsonArray([.. card.Encoders.Select(encoder => JsonValue.Create(encoder))]),
        ["networks"] = new JsonArray([.. card.Encoders.Select(encoder => EncoderCard.Of(store, encoder)).OfType<EncoderCard>().Select(network => JsonSerializer.SerializeToNode(network, ModelCard.Json))]),
        ["from"] = card.From?.Name,
        ["dataHash"] = card.DataHash,
        ["splitHash"] = card.SplitHash,
        ["weightsHash"] = card.WeightsHash,
    };

    private static string InWords(string store, ModelCard card)
    {
        string?[] parts =
        [
            $"{card.Method}, preset {card.Preset}",
            card.Variant is { } variant ? $"variant {variant}" : null,
            $"seed {card.Seed}",
            card.EpochsDone < card.Epochs ? $"{card.EpochsDone} of {Words.Epochs(card.Epochs)}" : Words.Epochs(card.Epochs),
            card.Layers is { } layers ? $"for trees of {layers} layers" : null,
            card.Encoders.Count > 0 ? $"through {string.Join(" and ", card.Encoders.Select(encoder => InWords(store, encoder)))}" : null,
            card.From is { } from ? $"from {from.Name}" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}
