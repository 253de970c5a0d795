using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Published;
using Vitrine.Tensors;

namespace Vitrine.Models.Contrastive;

/// <summary>A published residual network that goes on learning, on the shop's photos in the shop's size.</summary>
public sealed class ResNetTower : PixelTower
{
    private readonly ResNet network;

    /// <param name="network">From <see cref="LearningResNet.Load"/>; becomes a part of this.</param>
    /// <param name="fineTuning">How much of it learns.</param>
    /// <param name="preset">Sizes.</param>
    /// <param name="random">Draws the first weights of the maps.</param>
    internal ResNetTower(ResNet network, FineTuning fineTuning, ContrastivePreset preset, RandomSource random)
        : base(network, preset, random)
    {
        this.network = network;
        network.Learn(fineTuning);
    }

    internal override void SaveNetwork(string folder) => network.Save(folder);
}
