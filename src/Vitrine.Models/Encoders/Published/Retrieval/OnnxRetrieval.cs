using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.TwoSided;
using Vitrine.Onnx.Encoders;

namespace Vitrine.Models.Encoders.Published;

/// <summary>Two published towers into one space as a retrieval model, as they are: CLIP, SigLIP and others of their kind in the form of ONNX. Vectors of unit length, no codes.</summary>
public sealed class OnnxRetrieval : TwoSidedModel
{
    private readonly OnnxImages images;
    private readonly OnnxTextEncoder texts;

    private OnnxRetrieval(OnnxImages images, OnnxTextEncoder texts) => (this.images, this.texts) = (AddChild("images", images), texts);

    public override ModelDescription Description => new(ClipMethod.MethodName) { VectorDimensions = images.Dimensions, HasUnitVectors = true };

    protected override int Width => images.Dimensions;

    protected override int BatchSize => 32;

    /// <summary>Loads both towers.</summary>
    /// <param name="imageFolder">As for <see cref="OnnxImages.Load"/>, whose errors apply.</param>
    /// <param name="textFolder">As for <see cref="OnnxTextEncoder.Open"/>; mostly the same.</param>
    /// <exception cref="BadDataException">Their spaces differ in dimensions.</exception>
    public static OnnxRetrieval Load(string imageFolder, string textFolder)
    {
        var images = OnnxImages.Load(imageFolder);
        OnnxTextEncoder? texts = null;
        try
        {
            texts = OnnxTextEncoder.Open(textFolder);
            return texts.Dimensions == images.Dimensions
                ? new OnnxRetrieval(images, texts)
                : throw new BadDataException(texts.Network, null, null, $"texts of {texts.Dimensions} dimensions", $"{images.Dimensions}, as the pictures have", "Take both towers from the same model.");
        }
        catch
        {
            texts?.Dispose();
            images.Dispose();
            throw;
        }
    }

    protected override Tensor RepresentTexts(IReadOnlyList<string> texts) =>
        Tensor.From(this.texts.Encode([.. texts.Select(this.texts.Tokens)]), [texts.Count, images.Dimensions]);

    protected override IPhotoEncoder OpenPhotos(IItemSource source, CancellationToken cancellation) => new Photos(images, new PreparedPhotos(images.Preprocessing, source, cancellation));

    // Its pieces of words make up any word.
    protected override (IReadOnlyList<string> Unknown, bool KnowsNothing) UnknownWords(string text) => ([], false);

    protected override void Dispose(bool disposing)
    {
        texts.Dispose();
        base.Dispose(disposing);
    }

    private sealed class Photos(OnnxImages images, PreparedPhotos photos) : IPhotoEncoder
    {
        public PhotoBatch Encode(ReadOnlySpan<int> items) => new(images.Forward(photos.Take(items)).Vectors);

        public void Dispose() => photos.Dispose();
    }
}
