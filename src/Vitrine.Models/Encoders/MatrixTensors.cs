using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Vitrine.Models.Encoders;

/// <summary>
/// Between MathNet (double, column-major; decompositions) and tensors (float, row-major; the products over all data).
/// </summary>
internal static class MatrixTensors
{
    public static Tensor ToTensor(this Matrix<double> matrix)
    {
        var tensor = Tensor.Empty([matrix.RowCount, matrix.ColumnCount]);
        for (var i = 0; i < matrix.RowCount; i++)
        {
            for (var j = 0; j < matrix.ColumnCount; j++)
                tensor.Data[i * matrix.ColumnCount + j] = (float)matrix[i, j];
        }

        return tensor;
    }

    /// <summary>Adds a product of one batch, in double so that the sum over many batches keeps its digits.</summary>
    public static void Accumulate(this DenseMatrix sum, Tensor product)
    {
        var data = product.Data;
        var (values, rows, columns) = (sum.Values, sum.RowCount, sum.ColumnCount);
        for (var j = 0; j < columns; j++)
        {
            for (var i = 0; i < rows; i++)
                values[j * rows + i] += data[i * columns + j];
        }
    }
}
