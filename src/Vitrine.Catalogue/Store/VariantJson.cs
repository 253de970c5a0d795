using System.Text.Json;

namespace Vitrine.Catalogue;

/// <summary>How the variants of a product are written in the database, see <see cref="StoreJson"/>.</summary>
internal static class VariantJson
{
    public static string Write(IReadOnlyList<Variant> variants) => JsonSerializer.Serialize(
        variants.Select(variant => new Written(variant.Id, StoreJson.Sorted(variant.Attributes), StoreJson.Sorted(variant.Numbers))), StoreJson.Fields);

    public static IReadOnlyList<Variant> Read(string json) => json == "[]"
        ? []
        : [.. JsonSerializer.Deserialize<Written[]>(json, StoreJson.Fields)!.Select(variant => new Variant(variant.Id, variant.Attributes, variant.Numbers))];

    private sealed record Written(string Id, SortedDictionary<string, IReadOnlyList<string>> Attributes, SortedDictionary<string, double> Numbers);
}
