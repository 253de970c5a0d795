using Vitrine.Models.Regions;

namespace Vitrine.Models.Hsl;

/// <summary>A complete set of settings for training HSL.</summary>
public sealed record HslPreset
{
    public required string Name { get; init; }

    public int Width { get; init; } = 512;

    public int FeedForward { get; init; } = 2048;

    public int JointWidth { get; init; } = 1024;

    public int ImageLayers { get; init; } = 3;

    public int TextLayers { get; init; } = 2;

    /// <summary>As in <see cref="HslSettings.WordDimensions"/>.</summary>
    public int WordDimensions { get; init; } = 300;

    /// <inheritdoc cref="HslSettings.Levels"/>
    public int Levels { get; init; } = 2;

    public ContextEncoder Encoder { get; init; }

    public RegionAggregation Aggregation { get; init; } = RegionAggregation.Mean;

    public Granularity Granularity { get; init; }

    public HslLoss Loss { get; init; }

    /// <summary>Whether the regions of an image network are those of the mirrored photo too.</summary>
    public bool SeesMirrored { get; init; }

    public RegionSchedule Schedule { get; init; } = new()
    {
        Batch = 256,
        Epochs = 30,
        LearningRate = 2e-4f,
        MaskDuplicates = false,
        ScaleRegions = false,
    };

    /// <summary>Principal axes that wider region features are reduced to; the published network takes them as they are.</summary>
    public int MostAxes { get; init; } = int.MaxValue;

    /// <summary>Training texts in which a word has to stand to be known.</summary>
    public int MinimumCount { get; init; } = 2;

    /// <summary>As in the authors' public code.</summary>
    public static HslPreset Paper { get; } = new() { Name = Presets.Paper };

    /// <summary>A network that two cores train in minutes.</summary>
    public static HslPreset Small { get; } = new()
    {
        Name = "small",
        Width = 256,
        FeedForward = 512,
        JointWidth = 256,
        ImageLayers = 1,
        TextLayers = 1,
        WordDimensions = 0,
        Loss = HslLoss.Total,
        SeesMirrored = true,
        Schedule = new() { Batch = 256, Epochs = 6, LearningRate = 2e-3f, HasOneCycle = true, WeightDecay = 0.05f, RegionShare = 0.5f },
        MostAxes = RegionInput.DefaultAxes,
    };

    public static IReadOnlyList<HslPreset> All { get; } = [Small, Paper];

    /// <summary>The network's sizes for some data.</summary>
    public HslSettings Network(int regionDimensions, int vocabularySize) => new(regionDimensions, vocabularySize)
    {
        Width = Width,
        FeedForward = FeedForward,
        JointWidth = JointWidth,
        ImageLayers = ImageLayers,
        TextLayers = TextLayers,
        WordDimensions = WordDimensions,
        Levels = Levels,
        Encoder = Encoder,
        Aggregation = Aggregation,
        Granularity = Granularity,
        Loss = Loss,
    };
}
