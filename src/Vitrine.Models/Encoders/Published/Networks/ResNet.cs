using Vitrine.Models.Contract;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>The sizes of a <see cref="ResNet"/>.</summary>
/// <param name="HasBottlenecks">Whether a block narrows before its 3×3 convolution (ResNet-50) or not (ResNet-18).</param>
/// <param name="Depths">Blocks of each of the four stages.</param>
/// <param name="Stem">Channels of the first convolution.</param>
/// <param name="Widths">Channels behind each stage.</param>
public sealed record ResNetConfig(bool HasBottlenecks, IReadOnlyList<int> Depths, int Stem, IReadOnlyList<int> Widths)
{
    public static ResNetConfig ResNet18 { get; } = new(false, [2, 2, 2, 2], 64, [64, 128, 256, 512]);

    public static ResNetConfig ResNet50 { get; } = new(true, [3, 4, 6, 3], 64, [256, 512, 1024, 2048]);

    internal static ResNetConfig Read(ConfigReader config)
    {
        const int MostChannels = 8192;
        config.Word("hidden_act", "relu", "relu");
        var bottlenecks = config.Word("layer_type", null, "basic", "bottleneck") == "bottleneck";
        if (config.Flag("downsample_in_bottleneck", false) || config.Flag("downsample_in_first_stage", false))
            throw config.Bad("downsample_in_bottleneck or downsample_in_first_stage", "true", "false, as in torchvision's networks");
        var widths = config.Wholes("hidden_sizes", 4, 1, MostChannels);
        if (bottlenecks && widths.Any(width => width % 4 != 0))
            throw config.Bad("hidden_sizes", $"[{string.Join(", ", widths)}]", "multiples of 4 with bottlenecks");
        return new ResNetConfig(bottlenecks, config.Wholes("depths", 4, 1, 256), config.Whole("embedding_size", 1, MostChannels), widths);
    }
}

/// <summary>Residual network (He et al., CVPR 2016), as torchvision builds it: in a bottleneck the 3×3 convolution has the stride.</summary>
public sealed class ResNet : ImageNetwork
{
    internal const string ModelType = "resnet";

    private readonly ResNetConfig config;
    private readonly Convolution stem;
    private readonly Block[] blocks;
    private readonly int lastStage;

    internal ResNet(Weights weights, ResNetConfig config)
        : base(ClassifierOf(weights, "fc", config.Widths[3]), "fc")
    {
        this.config = config;
        Dimensions = config.Widths[3];
        stem = AddChild("conv1", new Convolution(weights.At("conv1"), [config.Stem, 3, 7, 7], weights.At("bn1")) { Stride = 2, Padding = 3 });
        blocks = new Block[config.Depths.Sum()];
        lastStage = config.Depths[^1];
        var (next, inputs) = (0, config.Stem);
        for (var stage = 0; stage < 4; stage++)
        {
            for (var i = 0; i < config.Depths[stage]; i++)
            {
                var name = $"layer{stage + 1}.{i}";
                var stride = stage > 0 && i == 0 ? 2 : 1;
                blocks[next++] = AddChild(name, new Block(weights.At(name), config.HasBottlenecks, inputs, config.Widths[stage], stride));
                inputs = config.Widths[stage];
            }
        }
    }

    public override int Dimensions { get; }

    public override int Channels => Dimensions;

    /// <summary>Lets a part of it learn: the last of the four stages, or all.</summary>
    internal void Learn(FineTuning fineTuning)
    {
        Freeze(fineTuning != FineTuning.All);
        if (fineTuning != FineTuning.Last)
            return;
        foreach (var block in blocks.AsSpan(blocks.Length - lastStage))
            block.Freeze(false);
    }

    public override ImageFeatures Forward(Tensor pixels)
    {
        var pass = new ForwardPass(this, pixels);
        pass.Through(x => stem.Forward(x).Relu().MaxPool2d(3, stride: 2, padding: 1), stem); // [batch, stem, height / 4, width / 4]
        foreach (var block in blocks)
            pass.Through(block.Forward, block);
        return new ImageFeatures(pass.Current.GlobalAveragePool(), pass.Current); // [batch, width, height / 32, width / 32]
    }

    /// <summary>Writes a folder that <see cref="ImageNetworks.Load"/> reads.</summary>
    internal void Save(string folder) => NetworkFolder.Write(folder, new
    {
        model_type = ModelType,
        layer_type = config.HasBottlenecks ? "bottleneck" : "basic",
        depths = config.Depths,
        embedding_size = config.Stem,
        hidden_sizes = config.Widths,
    }, Preprocessing, this);

    /// <summary>Turns a network that was trained on blue, green, red into one for red, green, blue.</summary>
    internal void SwapColours()
    {
        var filters = stem.Parameters().First(parameter => parameter.Tensor.Rank == 4).Tensor;
        var taps = filters.Shape[2] * filters.Shape[3];
        for (var start = 0; start < filters.Length; start += 3 * taps)
        {
            var (red, blue) = (start, start + 2 * taps);
            for (var tap = 0; tap < taps; tap++)
                (filters.Data[red + tap], filters.Data[blue + tap]) = (filters.Data[blue + tap], filters.Data[red + tap]);
        }
    }

    /// <summary>Two 3×3 convolutions, or 1×1 → 3×3 → 1×1, beside a shortcut that is convolved where the shape changes.</summary>
    private sealed class Block : Module
    {
        private readonly Convolution[] path;
        private readonly Convolution? shortcut;

        public Block(Weights weights, bool isBottleneck, int inputs, int outputs, int stride)
        {
            var middle = isBottleneck ? outputs / 4 : outputs;
            path = isBottleneck
                ?
                [
                    Step(1, [middle, inputs, 1, 1], 1),
                    Step(2, [middle, middle, 3, 3], stride),
                    Step(3, [outputs, middle, 1, 1], 1),
                ]
                : [Step(1, [outputs, inputs, 3, 3], stride), Step(2, [outputs, outputs, 3, 3], 1)];
            if (stride > 1 || inputs != outputs)
            {
                shortcut = AddChild("downsample.0",
                    new Convolution(weights.At("downsample.0"), [outputs, inputs, 1, 1], weights.At("downsample.1")) { Stride = stride });
            }

            Convolution Step(int number, Shape shape, int stride) => AddChild($"conv{number}",
                new Convolution(weights.At($"conv{number}"), shape, weights.At($"bn{number}")) { Stride = stride, Padding = shape[2] / 2 });
        }

        public Tensor Forward(Tensor x)
        {
            var y = x;
            for (var i = 0; i < path.Length; i++)
                y = i == path.Length - 1 ? path[i].Forward(y) : path[i].Forward(y).Relu();
            return (y + (shortcut?.Forward(x) ?? x)).Relu();
        }
    }
}
