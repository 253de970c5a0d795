using Vitrine.Models.Encoders;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines;

/// <summary>
/// The rows of one modality, minus their mean, batch by batch. The mean is taken out of products instead of rows, so that bags of words stay
/// sparse: (X − 1μᵀ)A = XA − 1(μᵀA) and (X − 1μᵀ)ᵀB = XᵀB − μ(1ᵀB). The tensors returned belong to the open scope.
/// </summary>
internal abstract class CentredRows(int count, int dimensions)
{
    private const int BatchSize = 512;
    private float[]? mean;

    public int Dimensions => dimensions;

    public int BatchCount => (count + BatchSize - 1) / BatchSize;

    /// <summary>The mean row. [d]</summary>
    public float[] Mean => mean ??= MeasureMean();

    private Tensor MeanRow => Tensor.From(Mean, [1, dimensions]);

    /// <summary>The centred batch times [d, p]: [batch, p].</summary>
    public Tensor Times(int batch, Tensor right) => RawTimes(Items(batch), right) - MeanRow.MatMul(right);

    /// <summary>The transposed centred batch times [batch, p]: [d, p].</summary>
    public Tensor TransposedTimes(int batch, Tensor right) =>
        RawTransposedTimes(Items(batch), right) - MeanRow.MatMul(right.Sum(0, keepAxis: true), transposeA: true);

    protected abstract Tensor RawTimes(int[] items, Tensor right);

    protected abstract Tensor RawTransposedTimes(int[] items, Tensor right);

    private int[] Items(int batch) => [.. Enumerable.Range(batch * BatchSize, Math.Min(BatchSize, count - batch * BatchSize))];

    private float[] MeasureMean()
    {
        var sum = new double[dimensions];
        for (var batch = 0; batch < BatchCount; batch++)
        {
            using var scope = Scope.Begin(recordGradients: false);
            var items = Items(batch);
            var columns = RawTransposedTimes(items, Tensor.Full([items.Length, 1], 1)).Data;
            for (var j = 0; j < dimensions; j++)
                sum[j] += columns[j];
        }

        return Array.ConvertAll(sum, s => (float)(s / count));
    }
}

/// <summary>Rows of photos.</summary>
internal sealed class CentredImages(TrainingPairs pairs) : CentredRows(pairs.Count, pairs.Inputs.ImageDimensions)
{
    protected override Tensor RawTimes(int[] items, Tensor right) => pairs.Images(items).MatMul(right);

    protected override Tensor RawTransposedTimes(int[] items, Tensor right) => pairs.Images(items).MatMul(right, transposeA: true);
}

/// <summary>Rows of titles.</summary>
internal sealed class CentredTexts(TrainingPairs pairs) : CentredRows(pairs.Count, pairs.Inputs.TextDimensions)
{
    protected override Tensor RawTimes(int[] items, Tensor right) => Matrix(items).MatMul(right);

    protected override Tensor RawTransposedTimes(int[] items, Tensor right) => Matrix(items).Transposed.MatMul(right);

    private SparseMatrix Matrix(int[] items)
    {
        var bags = pairs.Texts(items);
        return SparseMatrix.From(items.Length, Dimensions, Enumerable.Range(0, items.Length).SelectMany(row =>
            Enumerable.Range(bags.Starts[row], bags.Starts[row + 1] - bags.Starts[row]).Select(i => (row, bags.Terms[i], bags.Weights[i]))));
    }
}
