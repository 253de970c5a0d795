namespace Vitrine.Models.Regions;

/// <summary>How a model of regions is trained.</summary>
public sealed record RegionSchedule
{
    /// <summary>Pairs per step; each is a wrong answer for the others.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>Passes over the training part; the best of them by validation is kept.</summary>
    public int Epochs { get; init; } = 12;

    /// <summary>Of Adam: in the first epoch, or at the top of its one cycle.</summary>
    public float LearningRate { get; init; } = 5e-4f;

    /// <summary>The learning rate's factor from epoch to epoch, where it falls so.</summary>
    public float Decay { get; init; } = 0.9f;

    /// <summary>Whether the rate rises and falls once over the whole training, with AdamW; otherwise it falls by <see cref="Decay"/>, with Adam.</summary>
    public bool HasOneCycle { get; init; }

    /// <summary>Of AdamW.</summary>
    public float WeightDecay { get; init; }

    public double MaxGradientNorm { get; init; } = 2;

    /// <summary>Whether pairs of the same words in a batch are left out as wrong answers for each other.</summary>
    public bool MaskDuplicates { get; init; } = true;

    /// <summary>The share of an image's regions that a step sees, drawn anew in each (<see cref="SampledRegions"/>).</summary>
    public float RegionShare { get; init; } = 1;

    /// <summary>Whether region features are brought to mean 0 and common size first (<see cref="RegionScaling.Measure"/>).</summary>
    public bool ScaleRegions { get; init; } = true;
}
