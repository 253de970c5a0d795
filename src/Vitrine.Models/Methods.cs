using Vitrine.Catalogue;

namespace Vitrine.Models;

/// <summary>All methods by name. A new method is a class of its own and a line here.</summary>
public static class Methods
{
    public static IReadOnlyList<IMethod> All { get; } =
    [
        new HiCHNet.HiCHNetMethod(), new Baselines.CcaMethod(), new Hsl.HslMethod(), new Contrastive.ContrastiveMethod(), new Baselines.Vse.VseMethod(),
        new Baselines.Scan.ScanMethod(), new Encoders.Published.ClipMethod(),
    ];

    /// <exception cref="UsageException">There is no such method.</exception>
    public static IMethod Find(string name) => All.FirstOrDefault(method => method.Name == name)
        ?? throw new UsageException($"There is no method '{name}'.", $"Methods: {string.Join(", ", All.Select(method => method.Name))}.");

    /// <summary>Refuses a preset that a method does not know, and options of other methods.</summary>
    internal static void CheckPreset(this IMethod method, TrainingRequest request)
    {
        if (request.Variant is not null && method.Variants.Count == 0)
            throw new UsageException($"The method {method.Name} has no variants.", "Leave out --variant.");
        if (request.WordVectors is not null && !method.LearnsWords)
            throw new UsageException($"The method {method.Name} learns no vectors of words that could start from known ones.", "Leave out --word-vectors.");
        if (request.FineTune is not null && method is not Contrastive.ContrastiveMethod)
            throw new UsageException($"The method {method.Name} leaves published networks as they are.", "Leave out --fine-tune, or use: --method contrastive");
        if (!method.Presets.Contains(request.Preset))
        {
            throw new UsageException($"The method {method.Name} has no preset '{request.Preset}'.",
                $"Presets: {string.Join(", ", method.Presets)}.");
        }
    }
}
