using Vitrine.Search.Fields;

namespace Vitrine.Server.Settings;

/// <summary>What the API calls things that are values of enumerations here.</summary>
internal static class ApiKinds
{
    /// <summary>"keywords", "path" (the category) or "number".</summary>
    public static string Of(ShopFieldKind kind) => kind switch
    {
        ShopFieldKind.Number => "number",
        ShopFieldKind.Branch => "path",
        _ => "keywords",
    };
}
