using System.Text.Json;
using Vitrine.Platform;

namespace Vitrine.Catalogue.Features;

/// <summary>What stands in <c>features/NAME.json</c>.</summary>
/// <param name="Extractor"><see cref="IFeatureExtractor.Name"/>.</param>
/// <param name="Version"><see cref="IFeatureExtractor.Version"/>.</param>
/// <param name="Dimensions">Columns.</param>
/// <param name="Products">Rows.</param>
/// <param name="DataHash"><see cref="CatalogueStore.DataHash"/> at the time.</param>
/// <param name="IdsChecksum">SHA-256 (hexadecimal) over the ids in row order, each followed by a line feed: lets other tools check that row i is product i.</param>
internal sealed record FeatureDescription(string Extractor, string Version, int Dimensions, int Products, string DataHash, string IdsChecksum)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public static FeatureDescription Of(CatalogueStore store, IFeatureExtractor extractor) =>
        new(extractor.Name, extractor.Version, extractor.Dimensions, store.Count, store.DataHash, IdsChecksum: "");

    /// <summary>Same products, same extractor. The ids need no look: the data hash covers them.</summary>
    public bool Describes(FeatureDescription wanted) => this with { IdsChecksum = "" } == wanted;

    /// <summary>Null where there is none or it cannot be understood: the features are then computed again.</summary>
    public static FeatureDescription? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<FeatureDescription>(File.ReadAllBytes(path), Format) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(string path) => DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(this, Format));
}
