using System.Numerics.Tensors;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors;
using Tensor = Vitrine.Tensors.Tensor;

namespace Outside.Centroids;

/// <summary>Photos and texts as likeness to categories. Vectors have unit length.</summary>
public sealed class CentroidModel : TwoSidedModel
{
    private readonly CentroidSettings settings;
    private readonly IFeatureExtractor extractor;
    private readonly Tensor sums; // of the photos of each category
    private readonly Tensor counts; // of each word in the titles of each category
    private readonly Tensor shares; // of the categories

    /// <param name="settings">Sizes and words.</param>
    /// <param name="extractor">Makes the image features; disposed with this where it can be.</param>
    public CentroidModel(CentroidSettings settings, IFeatureExtractor extractor)
    {
        (this.settings, this.extractor) = (settings, extractor);
        sums = AddBuffer("sums", [settings.Classes, settings.Features]);
        counts = AddBuffer("counts", [settings.Vocabulary.Count, settings.Classes]);
        shares = AddBuffer("shares", [settings.Classes]);
        Description = new ModelDescription("centroids") { VectorDimensions = settings.Classes, HasUnitVectors = true };
    }

    public override ModelDescription Description { get; }

    protected override int Width => settings.Classes;

    /// <summary>Adds a product of the training part.</summary>
    public void Learn(ReadOnlySpan<float> photo, string title, int category, int products)
    {
        var sum = sums.Data.Slice(category * settings.Features, settings.Features);
        TensorPrimitives.Add(sum, photo, sum);
        shares.Data[category] += 1f / products;
        foreach (var word in Words(title))
            counts.Data[word * settings.Classes + category]++;
    }

    protected override IPhotoEncoder OpenPhotos(IItemSource source, CancellationToken cancellation) =>
        new Photos(this, source.Features(extractor, cancellation: cancellation));

    // A text without known words is as likely of a category as any product.
    protected override Tensor RepresentTexts(IReadOnlyList<string> texts)
    {
        var represented = Tensor.Empty([texts.Count, settings.Classes]);
        for (var text = 0; text < texts.Count; text++)
        {
            var row = represented.Data.Slice(text * settings.Classes, settings.Classes);
            shares.Data.CopyTo(row);
            foreach (var word in Words(texts[text]))
            {
                var found = counts.Data.Slice(word * settings.Classes, settings.Classes);
                TensorPrimitives.MultiplyAdd(found, 1 / TensorPrimitives.Sum<float>(found), row, row);
            }
        }

        return represented;
    }

    protected override (IReadOnlyList<string> Unknown, bool KnowsNothing) UnknownWords(string text) => KnownWords.Of(text, settings.Vocabulary);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        (extractor as IDisposable)?.Dispose();
    }

    private IEnumerable<int> Words(string text) => WordTokenizer.Terms(text).Distinct().Select(settings.Vocabulary.NumberOf).Where(number => number >= 0);

    private sealed class Photos(CentroidModel model, IFeatureRows features) : IPhotoEncoder
    {
        public PhotoBatch Encode(ReadOnlySpan<int> items)
        {
            var photos = Tensor.Empty([items.Length, features.Dimensions]);
            features.Read(items, photos.Data);
            return new PhotoBatch(photos.L2Normalise().MatMul(model.sums.L2Normalise(), transposeB: true)); // [photos, classes]
        }

        public void Dispose() => features.Dispose();
    }
}
