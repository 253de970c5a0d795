using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Training;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors;

namespace Vitrine.Models.Regions;

/// <summary>What models that compare words with the regions of photos share: inputs, batches, and where regions come from.</summary>
public abstract class RegionModel : TwoSidedModel
{
    private readonly IRegionEncoder? regions;

    /// <param name="regions">Makes regions of photos, disposed with the model where it can be; null: the model is for regions that the source brings.</param>
    /// <param name="vocabulary">The known words.</param>
    /// <param name="mostWords">A longer text loses its tail.</param>
    /// <param name="input">Size of the regions' features.</param>
    /// <param name="seed">Of the first weights.</param>
    protected RegionModel(IRegionEncoder? regions, Vocabulary vocabulary, int mostWords, RegionInput input, ulong seed)
    {
        this.regions = regions;
        Vocabulary = vocabulary;
        Words = new SentenceWords(vocabulary, mostWords);
        MostRegions = input.MostRegions;
        Random = RandomStreams.For(seed, "weights");
        Scaling = AddChild("regions", new RegionScaling(input));
    }

    public Vocabulary Vocabulary { get; }

    public SentenceWords Words { get; }

    /// <summary>Brings region features to the network's input.</summary>
    public RegionScaling Scaling { get; }

    /// <summary>How it is trained.</summary>
    public abstract RegionSchedule Schedule { get; }

    /// <summary>Vectors per item in the parts: regions of a photo, or the most that a detector gives.</summary>
    protected int MostRegions { get; }

    /// <summary>Draws the first weights, and what dropout leaves out.</summary>
    protected RandomSource Random { get; }

    /// <summary>Encodes a batch of images.</summary>
    protected abstract PhotoBatch EncodeRegions(RegionBatch batch);

    /// <summary>Encodes a batch of texts. [texts, width]</summary>
    protected abstract Tensor RepresentWords(WordBatch batch);

    /// <summary>The training loss of a batch: text i belongs to image i.</summary>
    /// <param name="regions">Of the images.</param>
    /// <param name="words">Of the texts.</param>
    /// <param name="wrong">What it is not to be taken for. Only methods that know --labels get weights.</param>
    /// <param name="epoch">0-based.</param>
    public abstract Tensor Loss(RegionBatch regions, WordBatch words, WrongAnswers wrong, int epoch);

    /// <summary>The method's own part of model.json.</summary>
    public abstract JsonElement Describe();

    protected override Tensor RepresentTexts(IReadOnlyList<string> texts) => RepresentWords(WordBatch.Of([.. texts.Select(Words.Of)]));

    protected override IPhotoEncoder OpenPhotos(IItemSource source, CancellationToken cancellation) => new RegionPhotos(this, OpenRegions(source, cancellation));

    protected override (IReadOnlyList<string> Unknown, bool KnowsNothing) UnknownWords(string text) => KnownWords.Of(text, Vocabulary);

    /// <summary>The regions of a source's items, as the model was trained on them.</summary>
    /// <exception cref="UsageException">The source has pictures where the model knows given regions, or the other way round.</exception>
    private protected IRegionSource OpenRegions(IItemSource source, CancellationToken cancellation) => regions is not null
        ? new StoreRegions(source.Features(regions.Extractor, cancellation: cancellation), regions.Regions)
        : source.Regions ?? throw new UsageException("This model was trained on regions that came with a benchmark's items, not on photos.", "Use it with 'vitrine eval --task candidates'.");

    /// <summary>Where a region of an item lies on its photo; the whole where the source brings regions.</summary>
    private protected RegionBox BoxOf(IItemSource source, int item, int region)
    {
        if (regions is null)
            return RegionBox.Whole;
        var photo = Catalogue.Images.ImageDecoder.Decode(source.ReadPhoto(item));
        return regions.BoxOf(region, photo.Width, photo.Height);
    }

    /// <summary>Makes what dropout draws a function of the step alone.</summary>
    internal void SeedDropout(RandomSource random) => Random.State = random.State;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        (regions as IDisposable)?.Dispose();
    }

    private sealed class RegionPhotos(RegionModel model, IRegionSource regions) : IPhotoEncoder
    {
        public PhotoBatch Encode(ReadOnlySpan<int> items) => model.EncodeRegions(model.Scaling.Batch(regions, items));

        public void Dispose() => (regions as IDisposable)?.Dispose();
    }
}
