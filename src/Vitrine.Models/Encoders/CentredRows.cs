using System.Numerics.Tensors;
using Vitrine.Tensors;

namespace Vitrine.Models.Encoders;

/// <summary>
/// Rows of data, minus their mean, batch by batch. The mean is taken out of products instead of rows, so that bags of words stay
/// sparse: (X − 1μᵀ)A = XA − 1(μᵀA) and (X − 1μᵀ)ᵀB = XᵀB − μ(1ᵀB). The tensors returned belong to the open scope.
/// </summary>
internal abstract class CentredRows(int count, int dimensions)
{
    public const int BatchSize = 512;

    // Products in single precision are right to some 1e-6 of the rows' length, and the mean, taken out of them, leaves that much of rows that are all alike.
    private const double MeasurementError = 1e-4;

    private float[]? mean;

    public int Count => count;

    public int Dimensions => dimensions;

    public int BatchCount => (count + BatchSize - 1) / BatchSize;

    /// <summary>The mean row. [d]</summary>
    public float[] Mean => mean ??= MeasureMean();

    /// <summary>Deviations up to this tell nothing: rows that are all alike may seem to have them. Above 0.</summary>
    public double LeastDeviation => TensorPrimitives.Norm<float>(Mean) is > 0 and var length ? MeasurementError * length : MeasurementError;

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

/// <summary>Rows of features, wherever they are.</summary>
/// <param name="count">n.</param>
/// <param name="dimensions">d.</param>
/// <param name="take">Gives some of the n, [items, d], to the open scope.</param>
internal sealed class CentredFeatures(int count, int dimensions, Func<int[], Tensor> take) : CentredRows(count, dimensions)
{
    protected override Tensor RawTimes(int[] items, Tensor right) => take(items).MatMul(right);

    protected override Tensor RawTransposedTimes(int[] items, Tensor right) => take(items).MatMul(right, transposeA: true);
}

/// <summary>Bags of words.</summary>
internal sealed class CentredBags(IReadOnlyList<IReadOnlyList<(int Term, float Weight)>> bags, int terms) : CentredRows(bags.Count, terms)
{
    protected override Tensor RawTimes(int[] items, Tensor right) => Matrix(items).MatMul(right);

    protected override Tensor RawTransposedTimes(int[] items, Tensor right) => Matrix(items).Transposed.MatMul(right);

    private SparseMatrix Matrix(int[] items) => SparseMatrix.From(items.Length, Dimensions,
        items.SelectMany((item, row) => bags[item].Select(entry => (row, entry.Term, entry.Weight))));
}
