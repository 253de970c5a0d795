namespace Vitrine.Models.Contract;

/// <summary>How models and their figures are called: "hichnet-64", "hsl-small-one-level".</summary>
public static class ModelNames
{
    /// <summary>Method, preset, variants and any further marks, joined by hyphens; the preset "default" is not said.</summary>
    public static string Of(string method, string preset, string? variant, params ReadOnlySpan<string> marks) =>
        string.Join('-', [method, .. preset == Presets.Default ? Array.Empty<string>() : [preset], .. MethodOptions.Names(variant), .. marks]);

    /// <summary>As above, of what was asked for; its labels are the last mark.</summary>
    public static string Of(string method, TrainingRequest request, params ReadOnlySpan<string> marks) =>
        Of(method, request.Preset, request.Variant, [.. marks, .. Mark(request.Labels) is { } mark ? [mark] : Array.Empty<string>()]);

    /// <summary>The mark of labels; null where there are none.</summary>
    internal static string? Mark(TrainingLabels? labels) => labels is null ? null : "fine-grained";
}
