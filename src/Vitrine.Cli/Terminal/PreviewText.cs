using System.Globalization;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;

namespace Vitrine.Cli.Terminal;

/// <summary>What an import would do, for a reader: its options, what a first look found, and three products.</summary>
internal static class PreviewText
{
    private const int MostShown = 300; // characters of a value

    // With so many rows of one fault an import stops.
    private const int LeastMissing = 5, MissingOneIn = 20;

    public static IEnumerable<string> Lines(GuessedImport import, ImportPreview preview)
    {
        yield return import switch
        {
            { Preset: { } preset, AreColumnsGuessed: true } => $"Guessed, as an export of {preset}:",
            { Preset: { } preset } => $"By the preset {preset}:",
            { AreColumnsGuessed: true } => "Guessed by the columns' names and what is in them:",
            _ => "The import:",
        };
        foreach (var (flag, value) in ImportCommand.Arguments(import.Options))
            yield return $"  {flag,-22}{Short(value)}";
        if (import.LeftOut.Count > 0)
            yield return $"Left out: {Short(string.Join(", ", import.LeftOut))}.";
        foreach (var note in preview.Notes)
            yield return note;
        yield return $"{(preview.HasMoreRows ? $"The first {preview.Rows:N0} rows" : $"{preview.Rows:N0} rows")}: {preview.Products:N0} products"
            + $"{(preview.Photos > 0 ? $", {preview.Photos - preview.MissingPhotos:N0} of {preview.Photos:N0} photos there" : "")}{Skipped(preview)}.";
        if (!import.Options.Accept && preview.MissingPhotos >= LeastMissing && preview.MissingPhotos * MissingOneIn > preview.Rows)
            yield return $"So many photos are not there that the import {(preview.HasMoreRows ? "may" : "will")} stop, unless --accept is said.";
        foreach (var sample in preview.Samples)
            yield return $"  {Describe(sample, preview.Photos > 0)}";
    }

    public static JsonObject ToJson(GuessedImport import, ImportPreview preview) => new()
    {
        ["preset"] = import.Preset,
        ["guessed"] = import.AreColumnsGuessed,
        ["options"] = new JsonObject(ImportCommand.Arguments(import.Options).Select(argument => KeyValuePair.Create(argument.Flag[2..], (JsonNode?)JsonValue.Create(argument.Value)))),
        ["leftOut"] = new JsonArray([.. import.LeftOut.Select(column => (JsonNode?)JsonValue.Create(column))]),
        ["command"] = ImportCommand.Of(import.Options),
        ["rows"] = preview.Rows,
        ["hasMoreRows"] = preview.HasMoreRows,
        ["products"] = preview.Products,
        ["photos"] = preview.Photos,
        ["missingPhotos"] = preview.MissingPhotos,
        ["skippedByReason"] = new JsonObject(preview.Skipped.Select(pair => KeyValuePair.Create(pair.Key.Name(), (JsonNode?)JsonValue.Create(pair.Value)))),
        ["samples"] = new JsonArray([.. preview.Samples.Select(sample => new JsonObject
        {
            ["id"] = sample.Product.Id,
            ["title"] = sample.Product.Title,
            ["category"] = new JsonArray([.. sample.Product.CategoryPath.Select(name => (JsonNode?)JsonValue.Create(name))]),
            ["numbers"] = new JsonObject(sample.Product.Numbers.Select(number => KeyValuePair.Create(number.Key, (JsonNode?)JsonValue.Create(number.Value)))),
            ["attributes"] = new JsonObject(sample.Product.Attributes.Select(attribute => KeyValuePair.Create(attribute.Key, (JsonNode?)JsonValue.Create(string.Join(", ", attribute.Value))))),
            ["variants"] = sample.Product.Variants.Count,
            ["photos"] = new JsonArray([.. sample.Photos.Select(photo => (JsonNode?)JsonValue.Create(photo))]),
            ["photosFound"] = sample.PhotosFound,
        })]),
        ["notes"] = new JsonArray([.. preview.Notes.Select(note => (JsonNode?)JsonValue.Create(note))]),
    };

    private static string Describe(PreviewedProduct sample, bool hasImages)
    {
        var product = sample.Product;
        var numbers = product.Numbers.Select(number => $"{number.Key} {number.Value.ToString(CultureInfo.InvariantCulture)}");
        var attributes = product.Attributes.Select(attribute => $"{attribute.Key} {string.Join("/", attribute.Value)}");
        string[] more = [.. numbers, .. attributes, .. product.Variants.Count > 0 ? [$"{product.Variants.Count} variants"] : Array.Empty<string>(), .. hasImages ? [$"{sample.PhotosFound} of {sample.Photos.Count} photos"] : Array.Empty<string>()];
        return Short($"{product.Id}: \"{product.Title}\" in {string.Join(" / ", product.CategoryPath)}; {string.Join(", ", more)}");
    }

    private static string Skipped(ImportPreview preview) => preview.Skipped.Count == 0
        ? ""
        : $"; {preview.Skipped.Values.Sum():N0} rows would be skipped ({string.Join(", ", preview.Skipped.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value:N0} {pair.Key.Name()}"))})";

    private static string Short(string text) => text.Length <= MostShown ? text : $"{text.AsSpan(0, MostShown)}…";
}
