using Vitrine.Models.Contract;
using Vitrine.Models.TwoSided;

namespace Vitrine.Models.Encoders;

/// <summary>A model on <see cref="FeatureInputs"/>: what HiCHNet and the shallow baselines share at encoding.</summary>
public abstract class FeatureModel : TwoSidedModel
{
    // A network's own intermediates count here, not the features: larger batches are not faster.
    private const int PhotosThroughNetwork = 32;

    /// <param name="inputs">Becomes a part of the model.</param>
    protected FeatureModel(FeatureInputs inputs) => Inputs = AddChild("inputs", inputs);

    public FeatureInputs Inputs { get; }

    protected override int BatchSize => Inputs.Image.IsFixed ? base.BatchSize : PhotosThroughNetwork;

    /// <summary>The real-valued representations whose signs are the bits, all layers after each other.</summary>
    /// <param name="x">[batch, image dimensions]</param>
    /// <returns>[batch, width]</returns>
    protected abstract Tensor RepresentImages(Tensor x);

    /// <summary>As <see cref="RepresentImages"/>, for bags of words.</summary>
    protected abstract Tensor RepresentTexts(TermBatch x);

    protected override Tensor RepresentTexts(IReadOnlyList<string> texts) => RepresentTexts(TermBatch.Of([.. texts.Select(Inputs.Terms)]));

    protected override IPhotoEncoder OpenPhotos(IItemSource source, CancellationToken cancellation) =>
        new PhotoEncoder(this, Inputs.Image.Open(source, cancellation));

    protected override (IReadOnlyList<string> Unknown, bool KnowsNothing) UnknownWords(string text) => KnownWords.Of(text, Inputs.Settings.Vocabulary);

    private sealed class PhotoEncoder(FeatureModel model, IPhotoSource photos) : IPhotoEncoder
    {
        public PhotoBatch Encode(ReadOnlySpan<int> items) => new(model.RepresentImages(model.Inputs.Image.Forward(photos.Take(items))));

        public void Dispose() => photos.Dispose();
    }
}
