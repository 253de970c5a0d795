using Vitrine.Models.Encoders.Small;
using Vitrine.Tensors;

namespace Vitrine.Models.Contrastive;

/// <summary>The small residual network, learned from nothing.</summary>
public sealed class SmallTower : PixelTower
{
    private readonly SmallCnn network;

    /// <param name="preset">Sizes.</param>
    /// <param name="random">Draws the first weights.</param>
    public SmallTower(ContrastivePreset preset, RandomSource random)
        : this(new SmallCnn(preset.Network, preset.Width, preset.Height, random), preset, random)
    {
    }

    private SmallTower(SmallCnn network, ContrastivePreset preset, RandomSource random)
        : base(network, preset, random) => this.network = network;

    internal override void SaveNetwork(string folder) => network.Save(folder);
}
