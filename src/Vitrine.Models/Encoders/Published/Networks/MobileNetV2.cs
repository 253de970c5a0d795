using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>A run of like blocks of a <see cref="MobileNetV2"/>.</summary>
/// <param name="Expansion">How many times wider a block is inside.</param>
/// <param name="Channels">Behind the run, before the multiplier.</param>
/// <param name="Count">Blocks.</param>
/// <param name="Stride">Of the first block.</param>
public readonly record struct MobileNetStage(int Expansion, int Channels, int Count, int Stride);

/// <summary>The sizes of a <see cref="MobileNetV2"/>.</summary>
public sealed record MobileNetV2Config
{
    /// <summary>Factor of all widths; the last one never falls below the published 1280.</summary>
    public double Multiplier { get; init; } = 1;

    /// <summary>The published table of blocks (Sandler et al., table 2).</summary>
    public IReadOnlyList<MobileNetStage> Stages { get; init; } =
        [new(1, 16, 1, 1), new(6, 24, 2, 2), new(6, 32, 3, 2), new(6, 64, 4, 2), new(6, 96, 3, 1), new(6, 160, 3, 2), new(6, 320, 1, 1)];

    /// <summary>Pad strided convolutions as TensorFlow does, for weights that were trained there; torchvision pads all sides alike.</summary>
    public bool PadsAsTensorFlow { get; init; }

    public float NormEpsilon { get; init; } = 1e-5f;

    /// <summary>Widths are multiples of 8, not more than a tenth below the exact ones (the authors' rule).</summary>
    public int Width(int channels)
    {
        var exact = channels * Multiplier;
        var width = Math.Max(8, (int)(exact + 4) / 8 * 8);
        return width < 0.9 * exact ? width + 8 : width;
    }

    internal static MobileNetV2Config Read(ConfigReader config)
    {
        config.Word("hidden_act", "relu6", "relu6");
        var result = new MobileNetV2Config
        {
            Multiplier = config.Positive("depth_multiplier", 1),
            PadsAsTensorFlow = config.Flag("tf_padding", false),
            NormEpsilon = (float)config.Positive("batch_norm_eps", 1e-5),
        };
        if (result.Multiplier > 4)
            throw config.Bad("depth_multiplier", $"{result.Multiplier}", "at most 4");
        return config.Has("inverted_residual_setting")
            ? result with { Stages = [.. config.Table("inverted_residual_setting", 4, 1, 4096).Select(row => new MobileNetStage(row[0], row[1], row[2], row[3]))] }
            : result;
    }
}

/// <summary>MobileNetV2 (Sandler et al., CVPR 2018), with torchvision's tensor names.</summary>
public sealed class MobileNetV2 : ImageNetwork
{
    private const int FirstChannels = 32;
    private const int LastChannels = 1280;

    private readonly Convolution first;
    private readonly Block[] blocks;
    private readonly Convolution last;

    internal MobileNetV2(Weights weights, MobileNetV2Config config)
        : base(ClassifierOf(weights, "classifier.1", LastWidth(config)), "classifier.1")
    {
        Dimensions = LastWidth(config);
        var inputs = config.Width(FirstChannels);
        first = Add("features.0", "0", "1", new Shape(inputs, 3, 3, 3), 2);
        var list = new List<Block>();
        foreach (var stage in config.Stages)
        {
            for (var i = 0; i < stage.Count; i++)
            {
                var name = $"features.{list.Count + 1}.conv";
                var outputs = config.Width(stage.Channels);
                list.Add(AddChild(name, new Block(weights.At(name), config, inputs, outputs, stage.Expansion, i == 0 ? stage.Stride : 1)));
                inputs = outputs;
            }
        }

        blocks = [.. list];
        last = Add($"features.{blocks.Length + 1}", "0", "1", new Shape(Dimensions, inputs, 1, 1), 1);

        Convolution Add(string name, string convolution, string norm, Shape shape, int stride) => AddChild($"{name}.{convolution}",
            Convolve(weights.At(name), convolution, norm, shape, config, stride));
    }

    /// <summary>A network with made-up weights (<see cref="SeededWeights"/>): it sees nothing, but takes its time.</summary>
    public static MobileNetV2 Seeded(MobileNetV2Config config) => new(new Weights(new SeededWeights()), config);

    public override int Dimensions { get; }

    public override int Channels => Dimensions;

    public override ImageFeatures Forward(Tensor pixels)
    {
        var pass = new ForwardPass(this, pixels);
        pass.Through(x => first.Forward(x).Relu6());
        foreach (var block in blocks)
            pass.Through(block.Forward);
        pass.Through(x => last.Forward(x).Relu6()); // [batch, 1280, height / 32, width / 32]
        return new ImageFeatures(pass.Current.GlobalAveragePool(), pass.Current);
    }

    // Unlike the others the last layer is not made narrower.
    private static int LastWidth(MobileNetV2Config config) => (config with { Multiplier = Math.Max(1, config.Multiplier) }).Width(LastChannels);

    private static Convolution Convolve(Weights weights, string convolution, string norm, Shape shape, MobileNetV2Config config, int stride, int groups = 1) =>
        new(weights.At(convolution), shape, weights.At(norm), config.NormEpsilon)
        {
            Stride = stride,
            Padding = shape[2] / 2,
            IsSame = config.PadsAsTensorFlow,
            Groups = groups,
        };

    /// <summary>Widen by 1×1, one 3×3 filter per channel, narrow by 1×1 without an activation; with a shortcut where the shape stays.</summary>
    private sealed class Block : Module
    {
        private readonly Convolution? widen;
        private readonly Convolution filter;
        private readonly Convolution narrow;
        private readonly bool hasShortcut;

        public Block(Weights weights, MobileNetV2Config config, int inputs, int outputs, int expansion, int stride)
        {
            var inner = inputs * expansion;
            var next = 0;
            if (expansion != 1)
                widen = AddChild($"{next}.0", Convolve(weights.At($"{next++}"), "0", "1", [inner, inputs, 1, 1], config, 1));
            filter = AddChild($"{next}.0", Convolve(weights.At($"{next++}"), "0", "1", [inner, 1, 3, 3], config, stride, inner));
            narrow = AddChild($"{next}", Convolve(weights, $"{next}", $"{next + 1}", [outputs, inner, 1, 1], config, 1));
            hasShortcut = stride == 1 && inputs == outputs;
        }

        public Tensor Forward(Tensor x)
        {
            var y = widen?.Forward(x).Relu6() ?? x;
            y = narrow.Forward(filter.Forward(y).Relu6());
            return hasShortcut ? x + y : y;
        }
    }
}
