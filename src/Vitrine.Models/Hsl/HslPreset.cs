using Vitrine.Models.Contract;
using Vitrine.Models.Regions;

namespace Vitrine.Models.Hsl;

/// <summary>A complete set of settings for training HSL.</summary>
public sealed record HslPreset
{
    public required string Name { get; init; }

    /// <summary>The network; the sizes that come from the data are still 0.</summary>
    public HslSettings Network { get; init; } = new(0, 0);

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

    /// <summary>A longer text loses its tail.</summary>
    public int MostWords { get; init; } = SentenceWords.DefaultMostWords;

    /// <summary>As in the authors' public code.</summary>
    public static HslPreset Paper { get; } = new() { Name = Presets.Paper };

    /// <summary>A network that two cores train in minutes.</summary>
    public static HslPreset Small { get; } = new()
    {
        Name = "small",
        Network = new(0, 0)
        {
            Width = 256,
            FeedForward = 512,
            JointWidth = 256,
            ImageLayers = 1,
            TextLayers = 1,
            WordDimensions = 0,
            Loss = HslLoss.Total,
        },
        SeesMirrored = true,
        Schedule = new() { Batch = 256, Epochs = 6, LearningRate = 2e-3f, HasOneCycle = true, WeightDecay = 0.05f, RegionShare = 0.5f },
        MostAxes = RegionInput.DefaultAxes,
    };

    public static IReadOnlyList<HslPreset> All { get; } = [Small, Paper];
}
