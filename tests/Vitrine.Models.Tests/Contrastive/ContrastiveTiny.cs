using Vitrine.Models.Contrastive;
using Vitrine.Models.Encoders.Small;

namespace Vitrine.Models.Tests.Contrastive;

/// <summary>Settings that train in a moment.</summary>
internal static class ContrastiveTiny
{
    public static ContrastivePreset Preset { get; } = ContrastivePreset.Default with
    {
        Dimensions = 16,
        WordDimensions = 16,
        Hidden = 16,
        MinimumCount = 1,
        Network = new SmallCnnConfig(4, [4, 8, 8, 12], [1, 1, 1, 1]),
        Width = 16,
        Height = 16,
        Batch = 8,
        Epochs = 3,
    };
}
