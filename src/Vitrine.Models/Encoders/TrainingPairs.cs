using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.Encoders;

/// <summary>The training part as pairs of photo and bag of words, item i of n, with labels per layer.</summary>
public sealed class TrainingPairs : IDisposable
{
    private readonly int[] rows;
    private readonly IReadOnlyList<(int Term, float Weight)>[] terms;
    private readonly int[][] labels;
    private readonly IPhotoSource photos;
    private readonly RowFile? whitened; // [n, image dimensions]; making them anew would cost more than a step of training

    /// <summary>Reads titles, and what is seen of photos where that is fixed.</summary>
    /// <param name="data">What is learned from.</param>
    /// <param name="image">What is seen of photos; becomes a part of <see cref="Inputs"/>.</param>
    /// <param name="inputs">Makes the inputs of the images and all titles; null: as for every method on bags of words that says nothing else.</param>
    /// <param name="cancellation">Stops while features are computed.</param>
    /// <exception cref="CatalogueException">The training part is too small to learn from.</exception>
    public TrainingPairs(
        ITrainingData data, ImageInput image, Func<ImageInput, IReadOnlyList<string>, FeatureInputs>? inputs = null, CancellationToken cancellation = default)
    {
        rows = data.TrainingPart();
        string[] titles = [.. data.Items.Titles(rows)];
        Inputs = inputs?.Invoke(image, titles) ?? FeatureInputs.Of(image, titles);
        photos = image.Open(data.Items, cancellation);
        if (image.Kind == ImageInputKind.Whitened)
            whitened = AllImages(data.Path, cancellation);
        terms = [.. titles.Select(Inputs.Terms)];
        Depth = data.Tree.Depth;
        labels = [.. Enumerable.Range(1, Depth).Select(layer => rows.Select(row => data.Tree.Label(data.CategoryOf(row), layer)).ToArray())];
    }

    /// <summary>n.</summary>
    public int Count => terms.Length;

    /// <summary>Layers of the tree.</summary>
    public int Depth { get; }

    public FeatureInputs Inputs { get; }

    /// <summary>Known terms of the average title, at least 1.</summary>
    public int TermsPerTitle => Math.Max(1, (int)Math.Round(terms.Average(bag => bag.Count)));

    /// <summary>The terms of all items.</summary>
    public IReadOnlyList<IReadOnlyList<(int Term, float Weight)>> Terms => terms;

    /// <summary>The image inputs of some items, [items, image dimensions].</summary>
    public Tensor Images(int[] items) =>
        whitened?.Gather(items) ?? Inputs.Image.Forward(photos.Take(Array.ConvertAll(items, item => rows[item])));

    /// <summary>The bags of words of some items.</summary>
    public TermBatch Texts(ReadOnlySpan<int> items)
    {
        var bags = new IReadOnlyList<(int, float)>[items.Length];
        for (var i = 0; i < items.Length; i++)
            bags[i] = terms[items[i]];
        return TermBatch.Of(bags);
    }

    /// <summary>The class of every item on a layer, 1 (coarsest) … <see cref="Depth"/>. [n]</summary>
    public int[] Labels(int layer) => labels[layer - 1];

    /// <summary>Closes the photos; <see cref="Inputs"/> belongs to the model that took them.</summary>
    public void Dispose()
    {
        whitened?.Dispose();
        photos.Dispose();
    }

    private RowFile AllImages(string folder, CancellationToken cancellation)
    {
        var all = new RowFile(folder, Inputs.Image.Dimensions);
        for (var start = 0; start < rows.Length; start += CentredRows.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = Scope.Begin(recordGradients: false);
            var batch = photos.Take(rows.AsSpan(start, Math.Min(CentredRows.BatchSize, rows.Length - start)));
            all.Append(Inputs.Image.Forward(batch));
        }

        return all;
    }
}
