using Vitrine.Tensors;

namespace Vitrine.Models.Encoders.Published;

/// <summary>The sizes of one of CLIP's two transformers.</summary>
/// <param name="Width">Features of a step.</param>
/// <param name="Layers">How many layers.</param>
/// <param name="Heads">Of each attention.</param>
/// <param name="FeedForward">Features between the two linear maps of a layer.</param>
/// <param name="Activation">Between them: quick GELU in OpenAI's models, GELU in most later ones.</param>
/// <param name="Epsilon">Of the layer norms.</param>
public sealed record ClipTowerConfig(int Width, int Layers, int Heads, int FeedForward, Activation Activation, float Epsilon = 1e-5f);

/// <summary>A CLIP model's sizes, as its <c>config.json</c> says them.</summary>
public sealed record ClipConfig
{
    // Eight times the largest published member of the family; a typing error should not ask for terabytes.
    private const int LargestWidth = 16_384;
    private const int MostLayers = 256;

    public required ClipTowerConfig Text { get; init; }

    public required ClipTowerConfig Vision { get; init; }

    /// <summary>Dimensions of the common space.</summary>
    public required int Projection { get; init; }

    /// <summary>Rows of the token table.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>The longest text, in tokens.</summary>
    public required int Context { get; init; }

    /// <summary>
    /// The token whose step stands for the text, at its first place; null: the largest id of the text, as early configurations (which name 2 by
    /// mistake) mean it.
    /// </summary>
    public required int? EndToken { get; init; }

    /// <summary>Side of the square picture, in pixels.</summary>
    public required int ImageSize { get; init; }

    /// <summary>Side of a patch, in pixels.</summary>
    public required int PatchSize { get; init; }

    /// <summary>Patches along a side.</summary>
    public int Grid => ImageSize / PatchSize;

    /// <summary>OpenAI's ViT-B/32.</summary>
    public static ClipConfig VitB32 { get; } = new()
    {
        Text = new ClipTowerConfig(512, 12, 8, 2048, Activation.QuickGelu),
        Vision = new ClipTowerConfig(768, 12, 12, 3072, Activation.QuickGelu),
        Projection = 512,
        Vocabulary = 49_408,
        Context = 77,
        EndToken = 49_407,
        ImageSize = 224,
        PatchSize = 32,
    };

    /// <summary>Reads <c>config.json</c>. Values it leaves out are those of ViT-B/32, as in the library that wrote it.</summary>
    /// <exception cref="Catalogue.UsageException">There is no such file.</exception>
    /// <exception cref="Catalogue.BadDataException">A value is unknown or does not fit the others.</exception>
    public static ClipConfig Load(string path) => Read(ConfigReader.Open(path));

    internal static ClipConfig Read(ConfigReader config)
    {
        config.Word("model_type", null, "clip");
        var (text, vision) = (config.Section("text_config"), config.Section("vision_config"));
        vision.Whole("num_channels", 3, 3, 3);
        var vocabulary = text.Whole("vocab_size", 1, 1 << 24, VitB32.Vocabulary);
        var end = text.Whole("eos_token_id", 0, vocabulary - 1, VitB32.EndToken!.Value < vocabulary ? VitB32.EndToken : vocabulary - 1);
        var result = new ClipConfig
        {
            Text = ReadTower(text, VitB32.Text),
            Vision = ReadTower(vision, VitB32.Vision),
            Projection = config.Whole("projection_dim", 1, LargestWidth, VitB32.Projection),
            Vocabulary = vocabulary,
            Context = text.Whole("max_position_embeddings", 2, 4096, VitB32.Context),
            EndToken = end == 2 ? null : end,
            ImageSize = vision.Whole("image_size", 1, 2048, VitB32.ImageSize),
            PatchSize = vision.Whole("patch_size", 1, 2048, VitB32.PatchSize),
        };
        return result.PatchSize <= result.ImageSize
            ? result
            : throw vision.Bad("patch_size", $"{result.PatchSize}", $"at most the image size, {result.ImageSize}");
    }

    private static ClipTowerConfig ReadTower(ConfigReader config, ClipTowerConfig published)
    {
        var width = config.Whole("hidden_size", 1, LargestWidth, published.Width);
        var heads = config.Whole("num_attention_heads", 1, LargestWidth, published.Heads);
        if (width % heads != 0)
            throw config.Bad("num_attention_heads", $"{heads}", $"a number that divides hidden_size, {width}");
        return new ClipTowerConfig(
            width,
            config.Whole("num_hidden_layers", 1, MostLayers, published.Layers),
            heads,
            config.Whole("intermediate_size", 1, 8 * LargestWidth, published.FeedForward),
            config.Word("hidden_act", "quick_gelu", "quick_gelu", "gelu", "gelu_new") switch
            {
                "gelu" => Activation.Gelu,
                "gelu_new" => Activation.GeluTanh,
                _ => Activation.QuickGelu,
            },
            (float)config.Positive("layer_norm_eps", 1e-5));
    }
}
