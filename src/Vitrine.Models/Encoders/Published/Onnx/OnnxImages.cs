using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Onnx.Encoders;

namespace Vitrine.Models.Encoders.Published;

/// <summary>A network for pictures that ONNX Runtime computes: any of the field, to be used as it is.</summary>
public sealed class OnnxImages : ImageNetwork
{
    private const string PreprocessingFile = "preprocessor_config.json";

    private readonly OnnxImageEncoder encoder;

    private OnnxImages(OnnxImageEncoder encoder)
    {
        this.encoder = encoder;
        Preprocessing = PreprocessingOf(encoder);
        var blank = encoder.Encode(new float[Preprocessing.Length], 1, Preprocessing.Height, Preprocessing.Width);
        (Dimensions, Channels) = (blank.Dimensions, blank.Channels);
    }

    public override int Dimensions { get; }

    /// <summary>Channels of the map; 0: the network gives none.</summary>
    public override int Channels { get; }

    public override bool HasClassifier => false;

    /// <summary>The names of the network's outputs that are taken.</summary>
    internal IReadOnlyList<string> Outputs => encoder.Outputs;

    /// <summary>Loads a network.</summary>
    /// <param name="path">As for <see cref="EncoderFolder.Open"/>.</param>
    /// <param name="threads">Of one computation; 0: all.</param>
    /// <inheritdoc cref="OnnxImageEncoder.Open" path="/exception"/>
    public static OnnxImages Load(string path, int threads = 0)
    {
        var encoder = OnnxImageEncoder.Open(path, threads);
        try
        {
            return new OnnxImages(encoder);
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    public override ImageFeatures Forward(Tensor pixels)
    {
        var (batch, height, width) = (pixels.Shape[0], pixels.Shape[2], pixels.Shape[3]);
        using var memory = new TensorMemory(pixels);
        var encoded = encoder.Encode(memory.Memory, batch, height, width);
        return new ImageFeatures(
            Tensor.From(encoded.Vectors, [batch, Dimensions]),
            Tensor.From(encoded.Map, [batch, encoded.Channels, encoded.Rows, encoded.Columns]));
    }

    protected override void Dispose(bool disposing)
    {
        encoder.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>As the folder says; a network alone gets pictures of the size that it was made for, in the way most were trained.</summary>
    private static ImagePreprocessing PreprocessingOf(OnnxImageEncoder encoder)
    {
        const int UsualSide = 224;
        var path = Path.Combine(encoder.Folder, PreprocessingFile);
        var (width, height) = (encoder.Width ?? UsualSide, encoder.Height ?? UsualSide);
        if (!File.Exists(path))
            return encoder.ModelType == "clip" ? ImagePreprocessing.Clip(height) : ImagePreprocessing.Stretched(width, height, PixelScale.ImageNet);
        var preprocessing = ImagePreprocessing.Load(path);
        return (encoder.Width ?? preprocessing.Width) == preprocessing.Width && (encoder.Height ?? preprocessing.Height) == preprocessing.Height
            ? preprocessing
            : throw new BadDataException(path, null, "size", $"pictures of {preprocessing.Width}×{preprocessing.Height} pixels", $"{width}×{height}, which {Path.GetFileName(encoder.Network)} takes",
                "Take both files from the same model.");
    }
}
