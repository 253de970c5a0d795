using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Text;
using Vitrine.Tensors;

namespace Vitrine.Models.Encoders;

/// <summary>The training part as pairs of image features and bag of words, item i of n, with labels per layer.</summary>
public sealed class TrainingPairs : IDisposable
{
    private readonly RowFile images; // [n, image dimensions]
    private readonly IReadOnlyList<(int Term, float Weight)>[] terms;
    private readonly int[][] labels;

    /// <summary>Reads titles, and fits the inputs. Image features are computed where the store has none.</summary>
    /// <param name="store">The catalogue.</param>
    /// <param name="imageEncoder">The folder of a published network whose vectors are the image features; null: hand-made features.</param>
    /// <param name="weighting">Of the terms.</param>
    /// <param name="minimumCount">Training titles in which a term has to stand.</param>
    /// <param name="cancellation">Stops while features are computed.</param>
    /// <exception cref="CatalogueException">The training part is too small to learn from.</exception>
    public TrainingPairs(CatalogueStore store, string? imageEncoder, TermWeighting weighting, int minimumCount, CancellationToken cancellation = default)
    {
        int[] rows = [.. store.RowsOf(Part.Train)];
        if (rows.Length < 2)
        {
            throw new CatalogueException($"The training part of '{store.Path}' has {rows.Length} products; there is nothing to learn from.",
                "Import a catalogue of at least some hundred products.");
        }

        var titles = store.Products().Where(product => product.Part == Part.Train).Select(product => product.Title).ToArray();
        var extractor = StoreEncoders.Adopt(store, imageEncoder);
        using (var features = FeatureTable.Open(store, extractor, cancellation: cancellation))
        {
            Inputs = FeatureInputs.Fit(extractor, features, rows, titles, weighting, minimumCount, cancellation);
            images = new RowFile(Path.Combine(store.Path, "features"), Inputs.ImageDimensions);
            for (var start = 0; start < rows.Length; start += CentredRows.BatchSize)
            {
                using var scope = Scope.Begin(recordGradients: false);
                images.Append(Inputs.Images(features, rows.AsSpan(start, Math.Min(CentredRows.BatchSize, rows.Length - start))));
            }
        }

        terms = [.. titles.Select(Inputs.Terms)];
        Depth = store.Tree.Depth;
        labels = [.. Enumerable.Range(1, Depth).Select(layer => rows.Select(row => store.Tree.Label(store.Categories[row], layer)).ToArray())];
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
    public Tensor Images(int[] items) => images.Gather(items);

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

    /// <summary>Frees the image inputs; <see cref="Inputs"/> belongs to the model that took them.</summary>
    public void Dispose() => images.Dispose();
}
