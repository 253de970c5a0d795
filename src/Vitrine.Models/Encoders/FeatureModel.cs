using Vitrine.Catalogue.Features;
using Vitrine.Models.Contract;
using Vitrine.Models.TwoSided;

namespace Vitrine.Models.Encoders;

/// <summary>A model on given features (<see cref="FeatureInputs"/>): what HiCHNet and the shallow baselines share at encoding.</summary>
public abstract class FeatureModel : TwoSidedModel
{
    /// <param name="inputs">Becomes a part of the model.</param>
    protected FeatureModel(FeatureInputs inputs) => Inputs = AddChild("inputs", inputs);

    public FeatureInputs Inputs { get; }

    /// <summary>The real-valued representations whose signs are the bits, all layers after each other.</summary>
    /// <param name="x">[batch, image dimensions]</param>
    /// <returns>[batch, width]</returns>
    protected abstract Tensor RepresentImages(Tensor x);

    /// <summary>As <see cref="RepresentImages"/>, for bags of words.</summary>
    protected abstract Tensor RepresentTexts(TermBatch x);

    protected override Tensor RepresentTexts(IReadOnlyList<string> texts) => RepresentTexts(TermBatch.Of([.. texts.Select(Inputs.Terms)]));

    protected override IPhotoEncoder OpenPhotos(IItemSource source, CancellationToken cancellation) =>
        new PhotoEncoder(this, source.Features(Inputs.Extractor, cancellation: cancellation));

    protected override (IReadOnlyList<string> Unknown, bool KnowsNothing) UnknownWords(string text) => KnownWords.Of(text, Inputs.Settings.Vocabulary);

    private sealed class PhotoEncoder(FeatureModel model, IFeatureRows features) : IPhotoEncoder
    {
        public PhotoBatch Encode(ReadOnlySpan<int> items) =>
            new(model.RepresentImages(model.Inputs.Images(features, items)));

        public void Dispose() => features.Dispose();
    }
}
