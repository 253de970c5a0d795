using System.Text.Json.Serialization;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Progressive;

/// <summary>Settings of stage 3.</summary>
public sealed record ProgressivePreset
{
    /// <summary>The preset's name.</summary>
    public string Name { get; init; } = Presets.Default;

    /// <summary>What composes.</summary>
    public ComposerKind Composer { get; init; } = ComposerKind.Adaptive;

    /// <summary>α of <see cref="ComposerKind.Fixed"/>; null: that which finds most on the validation part.</summary>
    public float? ImageWeight { get; init; }

    /// <summary>η: how much it counts that the weights agree with what the targets say of picture and words. 0: they learn from the matches alone.</summary>
    public float WeightLoss { get; init; } = 1;

    /// <summary>τ_w: how sharply the targets tell which of the two is nearer.</summary>
    public float WeightTemperature { get; init; } = 0.1f;

    /// <summary>Whether a query has a residual beside the weighted sum.</summary>
    public bool HasResidual { get; init; } = true;

    /// <summary>Whether the residual sees picture and words normalised over the batch; false: as they are, which is how models were trained that do not say it.</summary>
    public bool NormalisesVectors { get; init; }

    /// <summary>Width of the hidden layers.</summary>
    public int Hidden { get; init; } = 512;

    /// <summary>Of the hidden layers, in training.</summary>
    public float Dropout { get; init; } = 0.3f;

    /// <summary>Of CLIP4Cir's combiner, as published.</summary>
    public float CombinerDropout { get; init; } = 0.5f;

    /// <summary>What learns beside the composition.</summary>
    public LearningTowers Learning { get; init; } = LearningTowers.None;

    public int Batch { get; init; } = 256;

    public int Epochs { get; init; } = 8;

    /// <summary>Of AdamW, at the top of its one cycle.</summary>
    public float LearningRate { get; init; } = 1e-3f;

    /// <summary>The highest rate of towers that learn, so that what they know is not lost.</summary>
    public float TowerLearningRate { get; init; } = 1e-4f;

    /// <summary>Of matrices.</summary>
    public float WeightDecay { get; init; } = 0.05f;

    /// <summary>Of all gradients together.</summary>
    public double MaxGradientNorm { get; init; } = 5;

    /// <summary>Whether something learns by steps; otherwise the model is what it is from the start.</summary>
    [JsonIgnore]
    public bool Learns => Composer is not (ComposerKind.Fixed or ComposerKind.Title);

    /// <summary>Chosen on the validation parts of a catalogue of fashion and of a synthetic shop.</summary>
    public static ProgressivePreset Default { get; } = new() { NormalisesVectors = true };

    public static IReadOnlyList<ProgressivePreset> All { get; } = [Default];
}
