namespace Vitrine.Models.Contract;

/// <summary>What a user says about a training. Everything that is null is the preset's own choice.</summary>
/// <param name="Name">The model's name in the store: models/NAME.</param>
public sealed record TrainingRequest(string Name)
{
    /// <summary>One word for all remaining settings of the method.</summary>
    public string Preset { get; init; } = Presets.Default;

    /// <summary>Where all randomness of the training comes from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Passes over the training part.</summary>
    public int? Epochs { get; init; }

    /// <summary>Length of the whole code.</summary>
    public int? Bits { get; init; }

    /// <summary>A single layer of codes, the finest labels, instead of one per layer of the tree.</summary>
    public bool Flat { get; init; }

    /// <summary>
    /// What sees the photos: the folder of a published network, or the name of a model of the store that learned one, whose vectors (or the cells of whose
    /// map) are the image features; the store gets a copy. Null: the method's own choice, such as hand-made features.
    /// </summary>
    public string? ImageEncoder { get; init; }

    /// <summary>
    /// What reads the titles beside the catalogue's own words: the folder of a published network for texts, whose vectors are taken as they are; the store gets a copy.
    /// Null: the words alone.
    /// </summary>
    public string? TextEncoder { get; init; }

    /// <summary>Train the published network that <see cref="ImageEncoder"/> names, this much of it. Null: what it says of photos serves as fixed features.</summary>
    public FineTuning? FineTune { get; init; }

    /// <summary>Departures from the preset, names of <see cref="MethodOptions.Variants"/> joined by '+'.</summary>
    public string? Variant { get; init; }

    /// <summary>
    /// Methods that learn vectors of words: a GloVe or word2vec file that they start from, or "skip-gram": vectors trained on the catalogue's own titles.
    /// Null: random ones.
    /// </summary>
    public string? WordVectors { get; init; }

    /// <summary>The name of a model of the same store whose weights the training starts from: the stage before this one. Null: from nothing.</summary>
    public string? From { get; init; }

    /// <summary>How a hashing of layers departs from its preset.</summary>
    public HashingOptions Hashing { get; init; } = new();

    /// <summary>What tells how much a pair of products counts; null: each alike.</summary>
    public TrainingLabels? Labels { get; init; }

    /// <summary>Go on from the checkpoint of an interrupted training instead of beginning anew.</summary>
    public bool Resume { get; init; }
}

/// <summary>Names of presets that several methods share.</summary>
public static class Presets
{
    /// <summary>Our own choice, made on the validation part: minutes on two cores.</summary>
    public const string Default = "default";

    /// <summary>As published, as far as it is known.</summary>
    public const string Paper = "paper";
}
