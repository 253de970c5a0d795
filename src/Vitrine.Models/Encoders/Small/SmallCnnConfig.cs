using Vitrine.Models.Encoders.Published;

namespace Vitrine.Models.Encoders.Small;

/// <summary>The sizes of a <see cref="SmallCnn"/>.</summary>
/// <param name="Stem">Channels of the first convolution.</param>
/// <param name="Widths">Channels of each stage.</param>
/// <param name="Blocks">Residual blocks of each stage.</param>
public sealed record SmallCnnConfig(int Stem, IReadOnlyList<int> Widths, IReadOnlyList<int> Blocks)
{
    private const int MostChannels = 4096;
    private const int MostBlocks = 64;

    internal const int Stages = 4;

    /// <summary>1.4 million parameters; 0.12 billion multiplications for a photo of 60×80.</summary>
    public static SmallCnnConfig Default { get; } = new(32, [32, 64, 128, 224], [1, 2, 2, 1]);

    internal static SmallCnnConfig Read(ConfigReader config) => new(
        config.Whole("stem", 1, MostChannels), config.Wholes("widths", Stages, 1, MostChannels), config.Wholes("blocks", Stages, 1, MostBlocks));
}
