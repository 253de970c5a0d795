using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>SqueezeNet 1.0 (Iandola et al., 2016), with torchvision's tensor names.</summary>
public sealed class SqueezeNet : ImageNetwork
{
    // Numbers of torchvision's list of layers; those left out are pools and activations.
    private static readonly (int Number, int Squeeze, int Expand)[] Fires =
        [(3, 16, 64), (4, 16, 64), (5, 32, 128), (7, 32, 128), (8, 48, 192), (9, 48, 192), (10, 64, 256), (12, 64, 256)];

    private readonly Convolution first;
    private readonly Fire[] fires;
    private readonly Convolution? classes;

    internal SqueezeNet(Weights weights)
    {
        first = AddChild("features.0", new Convolution(weights.At("features.0"), [96, 3, 7, 7]) { Stride = 2 });
        fires = new Fire[Fires.Length];
        var inputs = 96;
        for (var i = 0; i < fires.Length; i++)
        {
            var (number, squeeze, expand) = Fires[i];
            var name = $"features.{number}";
            fires[i] = AddChild(name, new Fire(weights.At(name), inputs, squeeze, expand));
            inputs = 2 * expand;
        }

        if (weights.ShapeOf("classifier.1.weight") is { Rank: 4 } shape)
            classes = AddChild("classifier.1", new Convolution(weights.At("classifier.1"), [shape[0], inputs, 1, 1]));
    }

    public override int Dimensions => 512;

    public override int Channels => 512;

    public override bool HasClassifier => classes is not null;

    public override ImageFeatures Forward(Tensor pixels)
    {
        var pass = new ForwardPass(this, pixels);
        pass.Through(x => Pool(first.Forward(x).Relu()));
        for (var i = 0; i < fires.Length; i++)
        {
            pass.Through(fires[i].Forward);
            if (Fires[i].Number is 5 or 10)
                pass.Through(Pool);
        }

        return new ImageFeatures(pass.Current.GlobalAveragePool(), pass.Current); // [batch, 512, 13, 13] for 224 pixels
    }

    /// <summary>Here the classes are told apart cell by cell, and the mean is taken afterwards.</summary>
    public override Tensor Classify(in ImageFeatures features) =>
        classes is null ? base.Classify(features) : classes.Forward(features.Map).Relu().GlobalAveragePool();

    internal static SqueezeNet Create(Weights weights, ConfigReader config)
    {
        config.Word("version", "1_0", "1_0");
        config.Word("hidden_act", "relu", "relu");
        return new SqueezeNet(weights);
    }

    private static Tensor Pool(Tensor x) => x.MaxPool2d(3, stride: 2, isCeiling: true);

    /// <summary>1×1 to few channels, from these 1×1 and 3×3 to many.</summary>
    private sealed class Fire : Module
    {
        private readonly Convolution squeeze;
        private readonly Convolution expand1;
        private readonly Convolution expand3;

        public Fire(Weights weights, int inputs, int squeezed, int expanded)
        {
            squeeze = AddChild("squeeze", new Convolution(weights.At("squeeze"), [squeezed, inputs, 1, 1]));
            expand1 = AddChild("expand1x1", new Convolution(weights.At("expand1x1"), [expanded, squeezed, 1, 1]));
            expand3 = AddChild("expand3x3", new Convolution(weights.At("expand3x3"), [expanded, squeezed, 3, 3]) { Padding = 1 });
        }

        public Tensor Forward(Tensor x)
        {
            x = squeeze.Forward(x).Relu();
            return Operations.Concat([expand1.Forward(x), expand3.Forward(x)], axis: 1).Relu();
        }
    }
}
