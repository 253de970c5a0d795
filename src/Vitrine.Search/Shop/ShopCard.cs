using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Catalogue;
using Vitrine.Models.Files;
using Vitrine.Platform;

namespace Vitrine.Search.Shop;

/// <summary><c>shop.json</c> in a store: what <c>vitrine train STORE</c> chose for this shop, and why.</summary>
/// <param name="Model">The model that searches use where none is named.</param>
/// <param name="Changes">The model for a picture and words that change it; null: the same.</param>
public sealed record ShopCard(string Model, string? Changes)
{
    private const string FileName = "shop.json";
    private const int MostBytes = 1 << 20;

    /// <summary>The model of hash codes; null: its codes find less of a product's kind than <see cref="Model"/>, or the shop is too small for one.</summary>
    public string? Codes { get; init; }

    /// <summary>What was tried, and by what figures it was chosen or left out.</summary>
    public IReadOnlyList<ShopChoice> Choices { get; init; } = [];

    /// <summary>How good the search is on products it never saw and what would help most, a sentence each.</summary>
    public IReadOnlyList<string> Verdict { get; init; } = [];

    /// <summary>The model for pictures, and for words that change them.</summary>
    [JsonIgnore]
    public string ModelForPictures => Changes ?? Model;

    /// <summary>All models that the shop uses, that of its searches first.</summary>
    [JsonIgnore]
    public IEnumerable<string> Models => new[] { Model, Changes, Codes }.OfType<string>().Distinct();

    /// <summary>Reads it; null where the shop has none.</summary>
    /// <exception cref="CatalogueException">It cannot be read.</exception>
    public static ShopCard? Read(string storePath)
    {
        var path = Path.Combine(storePath, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            return new FileInfo(path).Length <= MostBytes && JsonSerializer.Deserialize<ShopCard>(File.ReadAllBytes(path), ModelCard.Json) is { Model.Length: > 0 } card
                ? card
                : throw new JsonException("It names no model.");
        }
        catch (JsonException e)
        {
            throw new CatalogueException($"'{path}' cannot be read: {e.Message} Train the shop again with: vitrine train {storePath}");
        }
    }

    public void Write(string storePath) => DurableFile.Replace(Path.Combine(storePath, FileName), JsonSerializer.SerializeToUtf8Bytes(this, ModelCard.Json));

    /// <summary>The model that a search uses: the one asked for, the one that was chosen for the shop, the only one that is indexed; null: there is none, and words search alone.</summary>
    /// <exception cref="UsageException">Several are indexed and none was chosen.</exception>
    public static string? ModelOf(string storePath, string? asked)
    {
        using var store = CatalogueStore.Open(storePath);
        return asked ?? Read(storePath)?.Model ?? GalleryWriter.ModelsOf(store) switch
        {
            [] => null,
            [var only] => only,
            var several => throw new UsageException($"'{storePath}' has {several.Count} models that are indexed, so one has to be named.", $"Add --model with one of: {string.Join(", ", several)}."),
        };
    }
}

/// <summary>One thing that was tried.</summary>
/// <param name="What">In a few words: "two towers, 150 epochs".</param>
/// <param name="Figure">What was measured on the validation part, in words.</param>
/// <param name="IsUsed">Whether the shop uses it.</param>
public sealed record ShopChoice(string What, string Figure, bool IsUsed)
{
    /// <summary>Of a model that was tried: how many titles of the validation part find their photo among the first hits, for more and more of these. Empty where it was not measured.</summary>
    public IReadOnlyList<FoundShare> Curve { get; init; } = [];
}

/// <summary>How often what is looked for is among the first hits.</summary>
/// <param name="Among">So many of them.</param>
/// <param name="Share">Of the queries, 0 to 1.</param>
/// <param name="Chance">The same of a random order.</param>
public sealed record FoundShare(int Among, double Share, double Chance);
