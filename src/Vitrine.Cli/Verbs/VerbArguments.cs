using System.CommandLine;
using Vitrine.Cli.Terminal;
using Vitrine.Index;
using Vitrine.Models.Files;
using Vitrine.Search;
using Vitrine.Search.Shop;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Arguments and options that several verbs take; one name and one meaning each. New objects, because each belongs to one verb.</summary>
internal static class VerbArguments
{
    public static Argument<string> Store() => new("STORE") { Description = "The store: the folder that 'vitrine import' wrote, such as shop.vitrine." };

    public static Option<string?> Model() => new("--model")
    {
        Description = "The model, as 'vitrine train' named it. [default: the one chosen for the shop, or the store's only one]",
        HelpName = "NAME",
    };

    /// <summary>The model that "STORE/MODEL" names.</summary>
    public static ModelDirectory ModelOf(string place)
    {
        var model = place.TrimEnd('/');
        return Path.GetDirectoryName(model) is { Length: > 0 } store
            ? ModelDirectory.In(store, Path.GetFileName(model))
            : throw VerbException.Usage($"'{model}' names no store.", "give the store, a slash and the model's name, such as shop.vitrine/hichnet-64.");
    }

    public static Option<SearchBy?> By()
    {
        var by = new Option<SearchBy?>("--by")
        {
            Description = "Compare hash codes (distance) or vectors (inner product). [default: what found more on the validation part]",
            HelpName = "codes|vectors",
        };
        by.AcceptOnlyFromAmong("codes", "vectors");
        return by;
    }

    public static Option<VectorFormat?> VectorFormat(string description)
    {
        var format = new Option<VectorFormat?>("--vector-format") { Description = description, HelpName = "float32|float16|int8" };
        format.AcceptOnlyFromAmong("float32", "float16", "int8");
        return format;
    }

    public static Option<int> Seed() => new Option<int>("--seed")
    {
        Description = "Seed of everything random; the same seed gives the same bytes.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    }.Within(0);

    /// <summary>The model asked for, the store's only one, or the one that was chosen for the shop.</summary>
    public static string ChooseModel(string storePath, string? asked)
    {
        if (asked is not null)
            return asked;
        SourceKind.Of(storePath); // refuses a folder that has no models
        return ModelDirectory.NamesIn(storePath) switch
        {
            [var only] => only,
            [] => throw VerbException.Usage($"'{storePath}' has no model yet.", $"train one with: vitrine train {storePath}"),
            _ when ShopCard.Read(storePath) is { } card => card.Model,
            var several => throw VerbException.Usage($"'{storePath}' has {several.Count} models, so one has to be named.", $"add --model with one of: {string.Join(", ", several)}."),
        };
    }
}
