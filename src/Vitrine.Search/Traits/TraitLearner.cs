using System.Numerics.Tensors;
using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Classifiers;

namespace Vitrine.Search.Traits;

/// <summary>Learns from the training part to tell traits from what a model made of photo and title, both side by side; where a product has no photo its half is 0.</summary>
internal static class TraitLearner
{
    // More would move no probability by a hundredth, and their vectors would not fit a small machine.
    private const int MostLearned = 50_000;

    private const int RowsAtOnce = 4096;

    /// <summary>Learns traits, and tells those of all rows.</summary>
    /// <param name="store">The products.</param>
    /// <param name="photos">What the model made of photos.</param>
    /// <param name="titles">Of titles.</param>
    /// <param name="progress">Gets the thousandths of learning that are done.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    /// <returns>The traits, and what tells them of other products; null where there is none to tell.</returns>
    public static (ProductTraits Traits, TraitTeller? Teller) Learn(CatalogueStore store, IIndexSnapshot photos, IIndexSnapshot titles, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var labels = TraitLabels.Of(store, cancellation);
        var likeliest = labels.Traits.Select(_ => new short[(long)store.Count * ProductTraits.Kept]).ToArray();
        var probabilities = labels.Traits.Select(_ => new byte[(long)store.Count * ProductTraits.Kept]).ToArray();
        TraitTeller? teller = null;
        if (labels.Traits.Count > 0)
        {
            var dimensions = photos.Schema.VectorDimensions + titles.Schema.VectorDimensions;
            var training = Spread(store.RowsOf(Part.Train), MostLearned);
            int[][] known = [.. labels.ByRow.Select(byRow => Array.ConvertAll(training, row => (int)Math.Max(byRow[row], TraitLabels.Unknown)))];
            using var classifiers = LinearClassifiers.Fit([.. labels.Traits.Select(trait => trait.Values.Count)], Vectors(photos, titles, training), dimensions, known, progress, cancellation);
            for (var start = 0; start < store.Count; start += RowsAtOnce)
            {
                cancellation.ThrowIfCancellationRequested();
                var told = classifiers.Probabilities(Vectors(photos, titles, [.. Enumerable.Range(start, Math.Min(RowsAtOnce, store.Count - start))]));
                for (var trait = 0; trait < told.Length; trait++)
                    Keep(told[trait], labels.Traits[trait].Values.Count, start, likeliest[trait], probabilities[trait]);
            }

            teller = TraitTeller.Of(classifiers, labels.Traits);
        }

        return (new ProductTraits(labels.Traits, store.Count, likeliest, probabilities, [.. labels.ByRow]), teller);
    }

    /// <summary>Photo and title of some rows side by side. [rows × dimensions]</summary>
    internal static float[] Vectors(IIndexSnapshot photos, IIndexSnapshot titles, int[] rows)
    {
        var width = photos.Schema.VectorDimensions + titles.Schema.VectorDimensions;
        var vectors = new float[(long)rows.Length * width];
        Copy(photos, rows, vectors, 0, width);
        Copy(titles, rows, vectors, photos.Schema.VectorDimensions, width);
        return vectors;
    }

    // Of length √dimensions: entries of about 1, whatever the model's vectors are like.
    private static void Copy(IIndexSnapshot from, int[] rows, float[] vectors, int start, int width)
    {
        var dimensions = from.Schema.VectorDimensions;
        var copied = new float[(long)rows.Length * dimensions];
        from.CopyVectors(rows, copied);
        for (var i = 0; i < rows.Length; i++)
        {
            var vector = copied.AsSpan(i * dimensions, dimensions);
            if (TensorPrimitives.Norm<float>(vector) is > 0 and var length)
                TensorPrimitives.Multiply(vector, MathF.Sqrt(dimensions) / length, vectors.AsSpan(i * width + start, dimensions));
        }
    }

    /// <summary>Keeps the likeliest of all values.</summary>
    /// <param name="all">How likely each is. [rows × values]</param>
    /// <param name="values">Values of the trait.</param>
    /// <param name="firstRow">The row of the first.</param>
    /// <param name="likeliest">Gets the numbers of the likeliest.</param>
    /// <param name="probabilities">Gets how likely they are.</param>
    internal static void Keep(float[] all, int values, int firstRow, short[] likeliest, byte[] probabilities)
    {
        var (order, keys) = (new int[values], new float[values]);
        for (var i = 0; i < all.Length / values; i++)
        {
            for (var value = 0; value < values; value++)
                (order[value], keys[value]) = (value, -all[i * values + value]);
            Array.Sort(keys, order);
            var at = (firstRow + i) * ProductTraits.Kept;
            for (var kept = 0; kept < ProductTraits.Kept; kept++)
            {
                likeliest[at + kept] = kept < values ? (short)order[kept] : TraitLabels.Unknown;
                probabilities[at + kept] = kept < values ? (byte)MathF.Round(-255 * keys[kept]) : (byte)0;
            }
        }
    }

    private static int[] Spread(IReadOnlyList<int> rows, int most) =>
        rows.Count <= most ? [.. rows] : [.. Enumerable.Range(0, most).Select(i => rows[(int)((long)i * rows.Count / most)])];
}
