using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>
/// The residual network of He et al. (2016) for small pictures: 3×3 convolutions of 16, 32 and 64 filters, three blocks of two each, 20 layers,
/// 0.27 million parameters.
/// </summary>
internal sealed class ResidualNetwork : Module
{
    private readonly Tensor stem;
    private readonly BatchNorm stemNorm;
    private readonly List<Block> blocks = [];
    private readonly Linear head;

    public ResidualNetwork(RandomSource random, int classes)
    {
        stem = AddParameter("stem.weight", [16, 3, 3, 3]).HeNormal(random);
        stemNorm = AddChild("stem_norm", new BatchNorm(16));
        var channels = 16;
        foreach (var filters in new[] { 16, 32, 64 })
        {
            for (var i = 0; i < 3; i++)
            {
                blocks.Add(AddChild($"blocks.{blocks.Count}", new Block(channels, filters, random)));
                channels = filters;
            }
        }

        head = AddChild("head", new Linear(64, classes, random));
    }

    /// <param name="x">[batch, 3, height, width].</param>
    /// <returns>[batch, classes].</returns>
    public Tensor Forward(Tensor x)
    {
        x = stemNorm.Forward(x.Conv2d(stem, padding: 1)).Relu();
        foreach (var block in blocks)
            x = IsTraining ? block.Forward(x) : Infer(block, x);
        return head.Forward(x.GlobalAveragePool());
    }

    /// <summary>A scope of its own frees what a block made as soon as its result is there; only the backward pass would need the rest.</summary>
    private static Tensor Infer(Block block, Tensor x)
    {
        using var scope = Scope.Begin(recordGradients: false);
        return scope.Keep(block.Forward(x));
    }

    private sealed class Block : Module
    {
        private readonly Tensor conv1;
        private readonly Tensor conv2;
        private readonly Tensor? shortcut;
        private readonly BatchNorm norm1;
        private readonly BatchNorm norm2;
        private readonly int stride;

        public Block(int channels, int filters, RandomSource random)
        {
            stride = channels == filters ? 1 : 2;
            conv1 = AddParameter("conv1.weight", [filters, channels, 3, 3]).HeNormal(random);
            norm1 = AddChild("norm1", new BatchNorm(filters));
            conv2 = AddParameter("conv2.weight", [filters, filters, 3, 3]).HeNormal(random);
            norm2 = AddChild("norm2", new BatchNorm(filters));
            shortcut = stride == 1 ? null : AddParameter("shortcut.weight", [filters, channels, 1, 1]).HeNormal(random);
        }

        public Tensor Forward(Tensor x)
        {
            var y = norm1.Forward(x.Conv2d(conv1, stride: stride, padding: 1)).Relu();
            y = norm2.Forward(y.Conv2d(conv2, padding: 1));
            return (y + (shortcut is null ? x : x.Conv2d(shortcut, stride: stride))).Relu();
        }
    }
}
