using MathNet.Numerics.LinearAlgebra;
using Vitrine.Catalogue;
using Vitrine.Models.Encoders;
using Vitrine.Tensors;

namespace Vitrine.Models.Hashing;

/// <summary>
/// The training part as the shallow methods see it: photos v [p] and titles t [q] minus their means, both along the axes that tell them apart. Titles are reduced to
/// at most 384 principal axes first, as photos come. They are read batch by batch, so that a pass costs no memory.
/// </summary>
internal sealed class LinearRows : IDisposable
{
    private const int TextAxes = 384; // as CCA has it, so that shallow methods see the same
    private const int BatchSize = 512;

    private readonly TrainingPairs pairs;
    private readonly float[] imageMean;
    private readonly float[] textMean;
    private readonly Matrix<double> textAxes; // [terms, q]
    private readonly RowFile texts;

    /// <param name="pairs">The training part; disposed by the caller.</param>
    /// <param name="folder">Where a file of reduced titles may lie while this lives.</param>
    /// <param name="random">Draws the first subspace of the axes.</param>
    /// <param name="passDone">Called after each pass over the titles.</param>
    /// <exception cref="UsageException">The titles are all alike.</exception>
    public LinearRows(TrainingPairs pairs, string folder, RandomSource random, Action passDone)
    {
        this.pairs = pairs;
        imageMean = new CentredFeatures(pairs.Count, pairs.Inputs.Image.Dimensions, pairs.Images).Mean;
        var bags = new CentredBags(pairs.Terms, pairs.Inputs.TextDimensions);
        var (axes, deviations) = PrincipalAxes.Find(bags, Math.Min(TextAxes, Math.Min(pairs.Count, bags.Dimensions)), random, passDone);
        var telling = deviations.Count(deviation => deviation > bags.LeastDeviation);
        if (telling == 0)
            throw new UsageException("The training titles all have the same known words: there is nothing to relate photos to.", "Import titles that tell products apart.");
        (textAxes, textMean) = (axes.SubMatrix(0, axes.RowCount, 0, telling), bags.Mean);
        texts = new RowFile(folder, telling);
        using (Scope.Begin(recordGradients: false))
        {
            var right = textAxes.ToTensor();
            for (var batch = 0; batch < bags.BatchCount; batch++)
            {
                using var scope = Scope.Begin(recordGradients: false);
                texts.Append(bags.Times(batch, right));
            }
        }
    }

    /// <summary>n.</summary>
    public int Count => pairs.Count;

    /// <summary>p.</summary>
    public int ImageDimensions => imageMean.Length;

    /// <summary>q.</summary>
    public int TextDimensions => textAxes.ColumnCount;

    /// <summary>Passes over the data that finding the axes takes.</summary>
    public static int AxesPasses => PrincipalAxes.Passes;

    /// <summary>Goes through all rows once.</summary>
    /// <param name="look">Gets the numbers of some items and their v [batch, p] and t [batch, q], which are gone after the call.</param>
    public void ForBatches(Action<int[], Tensor, Tensor> look)
    {
        for (var first = 0; first < Count; first += BatchSize)
        {
            using var scope = Scope.Begin(recordGradients: false);
            int[] items = [.. Enumerable.Range(first, Math.Min(BatchSize, Count - first))];
            look(items, pairs.Images(items) - Tensor.From(imageMean, [1, imageMean.Length]), texts.Gather(items));
        }
    }

    /// <summary>Makes v ↦ aᵀv and t ↦ bᵀt the maps of a model, for photos and bags of words as they come.</summary>
    /// <param name="a">[p, bits]</param>
    /// <param name="b">[q, bits]</param>
    /// <param name="model">Gets them.</param>
    public void WriteTo(Matrix<double> a, Matrix<double> b, LinearCodeModel model)
    {
        var ofTerms = textAxes * b; // [terms, bits]
        var bits = a.ColumnCount;
        for (var bit = 0; bit < bits; bit++)
        {
            for (var i = 0; i < imageMean.Length; i++)
                model.Image.Weight.Data[bit * imageMean.Length + i] = (float)a[i, bit];
            for (var term = 0; term < textMean.Length; term++)
                model.Text.Weight.Data[term * bits + bit] = (float)ofTerms[term, bit];
            model.Image.Bias!.Data[bit] = -(float)imageMean.Select((mean, i) => mean * a[i, bit]).Sum();
            model.Text.Bias.Data[bit] = -(float)textMean.Select((mean, term) => mean * ofTerms[term, bit]).Sum();
        }
    }

    public void Dispose() => texts.Dispose();
}
