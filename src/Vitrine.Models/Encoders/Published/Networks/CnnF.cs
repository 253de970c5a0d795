using Vitrine.Catalogue.Images;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>
/// CNN-F, also called VGG-F (Chatfield et al., BMVC 2014, table 1), HiCHNet's image network up to fc7. Tensors: <c>conv1</c> … <c>conv5</c>, <c>fc6</c>, <c>fc7</c> and, if
/// there is one, the classifier <c>fc8</c>, each with <c>weight</c> and <c>bias</c>; fc6's columns run over channels, then rows, then columns of the map.
/// </summary>
public sealed class CnnF : ImageNetwork
{
    internal const string ModelType = "cnn_f";

    private const int Side = 224;
    private const int MapSide = 6;
    private const int MapChannels = 256;
    private const int Features = 4096;

    private readonly Convolution[] convolutions;
    private readonly Linear fc6;
    private readonly Linear fc7;

    internal CnnF(Weights weights)
        : base(ClassifierOf(weights, "fc8", Features), "fc8")
    {
        convolutions =
        [
            Add(1, new Shape(64, 3, 11, 11), 4, 0), // [batch, 64, 54, 54]
            Add(2, new Shape(256, 64, 5, 5), 1, 2), // [batch, 256, 27, 27]
            Add(3, new Shape(256, 256, 3, 3), 1, 1), // [batch, 256, 13, 13] from here on
            Add(4, new Shape(256, 256, 3, 3), 1, 1),
            Add(5, new Shape(MapChannels, 256, 3, 3), 1, 1),
        ];
        fc6 = AddChild("fc6", weights.Linear("fc6", MapChannels * MapSide * MapSide, Features, activation: Activation.Relu));
        fc7 = AddChild("fc7", weights.Linear("fc7", Features, Features, activation: Activation.Relu));

        Convolution Add(int number, Shape shape, int stride, int padding) =>
            AddChild($"conv{number}", new Convolution(weights.At($"conv{number}"), shape) { Stride = stride, Padding = padding });
    }

    public override int Dimensions => Features;

    public override int Channels => MapChannels;

    public override ImageFeatures Forward(Tensor pixels)
    {
        if (pixels.Rank != 4 || pixels.Shape != new Shape(pixels.Shape[0], 3, Side, Side))
            throw new ArgumentException($"CNN-F takes [batch, 3, {Side}, {Side}], not {pixels.Shape}.", nameof(pixels));
        var pass = new ForwardPass(this, pixels);
        for (var i = 0; i < convolutions.Length; i++)
        {
            var convolution = convolutions[i];
            pass.Through(y => convolution.Forward(y).Relu());
            if (i < 2)
                pass.Through(y => y.LocalResponseNorm(size: 5, alpha: 5e-4f, beta: 0.75f, k: 2));
            if (i is 0 or 1 or 4)
                pass.Through(y => y.MaxPool2d(3, stride: 2, isCeiling: true)); // 54 → 27 → 13 → 6
        }

        var x = pass.Current;
        return new ImageFeatures(fc7.Forward(fc6.Forward(x.Reshape([x.Shape[0], fc6.Weight.Shape[1]]))), x);
    }

    /// <summary>A network that begins with made-up weights, for photos stretched to its size.</summary>
    internal static CnnF New(IWeightSource weights, PixelScale scale) =>
        new(new Weights(weights)) { Preprocessing = ImagePreprocessing.Stretched(Side, Side, scale) };

    internal static CnnF Create(Weights weights, ConfigReader config)
    {
        config.Word("hidden_act", "relu", "relu");
        return new CnnF(weights);
    }

    private protected override void CheckInput(ImagePreprocessing preprocessing) => RequireSide(preprocessing, Side);
}
