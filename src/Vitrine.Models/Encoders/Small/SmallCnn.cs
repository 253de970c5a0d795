using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Encoders.Published;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Encoders.Small;

/// <summary>
/// A residual network (He et al., CVPR 2016) that two cores train from nothing in minutes: a convolution of stride 2 and four stages of basic blocks, all but
/// the first halving the picture; 16 pixels of the input per cell of the map. Any size of picture goes, so early epochs can train on small ones.
/// </summary>
public sealed class SmallCnn : ImageNetwork
{
    internal const string ModelType = "small_cnn";

    /// <summary>What becomes of the bytes of photos.</summary>
    internal static readonly PixelScale Scale = PixelScale.ImageNet;

    private readonly ConvolutionNorm stem;
    private readonly List<ResidualBlock> blocks = [];

    /// <param name="config">Sizes.</param>
    /// <param name="width">Columns that photos in use are stretched to.</param>
    /// <param name="height">Rows.</param>
    /// <param name="random">Draws the first weights.</param>
    public SmallCnn(SmallCnnConfig config, int width, int height, RandomSource random)
    {
        Config = config;
        Preprocessing = ImagePreprocessing.Stretched(width, height, Scale);
        stem = AddChild("stem", new ConvolutionNorm(3, config.Stem, 3, 2, random));
        var channels = config.Stem;
        for (var stage = 0; stage < config.Widths.Count; stage++)
        {
            for (var i = 0; i < config.Blocks[stage]; i++)
            {
                blocks.Add(AddChild($"stages.{stage}.{i}", new ResidualBlock(channels, config.Widths[stage], stage > 0 && i == 0 ? 2 : 1, random)));
                channels = config.Widths[stage];
            }
        }
    }

    public SmallCnnConfig Config { get; }

    public override int Dimensions => Config.Widths[^1];

    public override int Channels => Dimensions;

    /// <summary>Writes a folder that <see cref="ImageNetworks.Load"/> reads.</summary>
    public void Save(string folder) =>
        NetworkFolder.Write(folder, new { model_type = ModelType, stem = Config.Stem, widths = Config.Widths, blocks = Config.Blocks }, Preprocessing, this);

    public override ImageFeatures Forward(Tensor pixels)
    {
        var pass = new ForwardPass(this, pixels);
        pass.Through(x => stem.ForwardRelu(x)); // [batch, stem, height / 2, width / 2]
        foreach (var block in blocks)
            pass.Through(block.Forward);
        return new ImageFeatures(pass.Current.GlobalAveragePool(), pass.Current); // [batch, width, height / 16, width / 16]
    }

    internal static SmallCnn Load(ConfigReader config, string weights)
    {
        // The size of photos follows from preprocessor_config.json, which the caller reads.
        var network = new SmallCnn(SmallCnnConfig.Read(config), 1, 1, new RandomSource(0));
        try
        {
            if (!File.Exists(weights))
                throw new UsageException($"There is no file {weights}.", "Copy all files of the network's folder.");
            using var file = SafeTensors.Open(weights);
            network.LoadState(file);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
