using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Hsl;

/// <summary>The similarities of every text of a batch with every image, on one level. [texts, images]; null where the ablation leaves it out.</summary>
public sealed record LevelSimilarity(Tensor? Object, Tensor? Image);

/// <summary>
/// HSL (Ma et al., ICASSP 2021): a text is compared with the regions of an image and with the whole, on several depths of both encoders;
/// S = Σ_l w_l (S_o^l + S_i^l).
/// </summary>
public sealed class HslNetwork : Module
{
    public HslNetwork(HslSettings settings, RandomSource random)
    {
        Settings = settings;
        Image = AddChild("image", new HslImageEncoder(settings, random));
        Text = AddChild("text", new HslTextEncoder(settings, random));
    }

    public HslSettings Settings { get; }

    public HslImageEncoder Image { get; }

    public HslTextEncoder Text { get; }

    /// <summary>The 2L similarity matrices of a batch of texts with a batch of images.</summary>
    public LevelSimilarity[] Similarities(TextLevel[] texts, ImageLevel[] images, SequenceLengths regions)
    {
        var levels = new LevelSimilarity[Settings.Levels];
        for (var level = 0; level < levels.Length; level++)
        {
            var (text, image) = (texts[level], images[level]);
            levels[level] = new LevelSimilarity(
                Settings.Granularity == Granularity.Image ? null : ObjectSimilarity(text.ForObjects, image.Objects, regions),
                Settings.Granularity == Granularity.Object ? null : text.ForImage.MatMul(image.Image, transposeB: true));
        }

        return levels;
    }

    /// <summary>S: the weighted sum of the levels. [texts, images]</summary>
    public Tensor Total(LevelSimilarity[] levels) => Weighted(levels, similarity => similarity);

    /// <summary>
    /// The training loss, without temperature and margin. <see cref="HslLoss.Each"/>: for each of the 2L matrices the softmax cross-entropy of the right image
    /// among those of the batch, summed with the weights of the levels. <see cref="HslLoss.Total"/>: that of S, and of the right text, averaged.
    /// </summary>
    /// <param name="levels">Of as many texts as images; text i belongs to image i.</param>
    /// <param name="wrong">As published: all others of the batch, each alike.</param>
    public Tensor Loss(LevelSimilarity[] levels, WrongAnswers wrong = default) =>
        Settings.Loss == HslLoss.Total
            ? wrong.Contrast(Total(levels))
            : Weighted(levels, similarity => wrong.Contrast(similarity, symmetric: false));

    /// <summary>
    /// S_o: how a text agrees with the regions of an image together. Mean and sum need no region by region product, because the mean of
    /// inner products is the inner product with the mean.
    /// </summary>
    private Tensor ObjectSimilarity(Tensor queries, Tensor objects, SequenceLengths regions)
    {
        var (batch, time, joint) = (objects.Shape[0], objects.Shape[1], objects.Shape[2]);
        if (Settings.IsFoldable)
            return queries.MatMul(HslFold.Objects(Settings.Aggregation, objects, regions), transposeB: true);

        var each = queries.MatMul(objects.Reshape([batch * time, joint]), transposeB: true).Reshape([queries.Shape[0], batch, time]);
        return each.TopKMean(Settings.Aggregation == RegionAggregation.Max ? 1 : Settings.TopK, regions.Mask());
    }

    private Tensor Weighted(LevelSimilarity[] levels, Func<Tensor, Tensor> of)
    {
        Tensor? sum = null;
        for (var level = 0; level < levels.Length; level++)
        {
            foreach (var similarity in (ReadOnlySpan<Tensor?>)[levels[level].Object, levels[level].Image])
            {
                if (similarity is null)
                    continue;
                var term = of(similarity).Scale(Settings.LevelWeight(level));
                sum = sum is null ? term : sum + term;
            }
        }

        return sum!;
    }
}
