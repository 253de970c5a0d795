namespace Vitrine.Models.Contract;

/// <summary>How models and their figures are called: "hichnet-64", "hsl-small-one-level".</summary>
public static class ModelNames
{
    /// <summary>Method, preset, variants and any further marks, joined by hyphens; the preset "default" is not said.</summary>
    public static string Of(string method, string preset, string? variant, params ReadOnlySpan<string> marks) =>
        string.Join('-', [method, .. preset == Presets.Default ? Array.Empty<string>() : [preset], .. MethodOptions.Names(variant), .. marks]);
}
