using Vitrine.Catalogue;

namespace Vitrine.Models.Contract;

/// <summary>An option of a training that not every method honours; named as on the command line.</summary>
public enum TrainingOption
{
    Bits,
    Flat,
    Epochs,
    ImageEncoder,
    TextEncoder,
    FineTune,
    WordVectors,
    Resume,
    From,
    Labels,
    Hashing,
}

/// <summary>What a user may say to a method.</summary>
/// <param name="Presets">Complete sets of settings by name, the default first.</param>
/// <param name="Honoured">The options that mean something to it; the others are refused.</param>
public sealed record MethodOptions(IReadOnlyList<string> Presets, params IReadOnlyList<TrainingOption> Honoured)
{
    /// <summary>Named departures from a preset (<see cref="TrainingRequest.Variant"/>).</summary>
    public IReadOnlyList<string> Variants { get; init; } = [];

    /// <summary>Refuses a preset that the method does not know and options that it does not honour: the one place where this is done.</summary>
    /// <param name="method">Its name, for the message.</param>
    /// <param name="request">What was asked for.</param>
    /// <returns>The request with the preset's own name.</returns>
    /// <exception cref="UsageException">Something in it is not for this method.</exception>
    public TrainingRequest Checked(string method, TrainingRequest request)
    {
        foreach (var (option, name, isGiven) in Given(request))
        {
            if (isGiven && !Honoured.Contains(option))
                throw new UsageException($"The method {method} does not know {name}.", $"Leave out {name}; what it takes: {Taken()}.");
        }

        var unknown = Names(request.Variant).FirstOrDefault(name => !Variants.Contains(name));
        if (unknown is not null)
        {
            throw new UsageException($"The method {method} has no variant '{unknown}'.",
                Variants.Count == 0 ? "Leave out --variant." : $"Variants, joined by '+': {string.Join(", ", Variants)}.");
        }

        if (VariantConflicts.In([.. Names(request.Variant)]) is var (one, other))
        {
            throw one == other
                ? new UsageException($"The variant '{one}' is asked for twice.", "Name it once.")
                : new UsageException($"The variants '{one}' and '{other}' exclude each other.", "Train a model with each, and compare them.");
        }

        if (request.Epochs < 1)
            throw new UsageException($"{request.Epochs} epochs were asked for.", "Train for 1 or more.");
        if (request.Preset == Contract.Presets.Default)
            return request with { Preset = Presets[0] };
        return Presets.Contains(request.Preset)
            ? request
            : throw new UsageException($"The method {method} has no preset '{request.Preset}'.", $"Presets: {string.Join(", ", Presets)}.");
    }

    /// <summary>The names in a variant such as "one-level+max".</summary>
    public static IEnumerable<string> Names(string? variant) =>
        (variant ?? "").Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<(TrainingOption Option, string Name, bool IsGiven)> Given(TrainingRequest request) =>
    [
        (TrainingOption.Bits, "--bits", request.Bits is not null),
        (TrainingOption.Flat, "--flat", request.Flat),
        (TrainingOption.Epochs, "--epochs", request.Epochs is not null),
        (TrainingOption.ImageEncoder, "--image-encoder", request.ImageEncoder is not null),
        (TrainingOption.TextEncoder, "--text-encoder", request.TextEncoder is not null),
        (TrainingOption.FineTune, "--fine-tune", request.FineTune is not null),
        (TrainingOption.WordVectors, "--word-vectors", request.WordVectors is not null),
        (TrainingOption.Resume, "--resume", request.Resume),
        (TrainingOption.From, "--from", request.From is not null),
        (TrainingOption.Labels, "--labels", request.Labels is not null),
        (TrainingOption.Hashing, "--rho", request.Hashing.Rho is not null),
        (TrainingOption.Hashing, "--lambda", request.Hashing.Lambda is not null),
        (TrainingOption.Hashing, "--alpha", request.Hashing.Alpha is not null),
        (TrainingOption.Hashing, "--beta", request.Hashing.Beta is not null),
        (TrainingOption.Hashing, "--bit-split", request.Hashing.BitSplit is not null),
        (TrainingOption.Hashing, "--separate-signs", request.Hashing.SeparateSigns),
        (TrainingOption.Hashing, "--order-within", request.Hashing.OrderWithin is not null),
    ];

    private string Taken()
    {
        string[] names = [.. Given(new TrainingRequest("")).Where(given => Honoured.Contains(given.Option)).Select(given => given.Name)];
        return names.Length == 0 ? "only --preset, --seed and --name" : string.Join(", ", names);
    }
}
