using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines.Dch;

/// <summary>B, the common code of each training pair. [n, bits] of −1 and 1.</summary>
internal sealed class DchCodes(float[] codes, int[] labels, int bits)
{
    /// <summary>Codes to begin with.</summary>
    public static DchCodes Random(int[] labels, int bits, RandomSource random)
    {
        var codes = new float[labels.Length * bits];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = random.NextInt(2) == 0 ? -1 : 1;
        return new DchCodes(codes, labels, bits);
    }

    /// <summary>The code of an item. [bits]</summary>
    public Span<float> Of(int item) => codes.AsSpan(item * bits, bits);

    /// <summary>Those of some items. [items, bits]</summary>
    public Tensor Rows(int[] items)
    {
        var rows = Tensor.Empty([items.Length, bits]);
        for (var i = 0; i < items.Length; i++)
            Of(items[i]).CopyTo(rows.Data.Slice(i * bits, bits));
        return rows;
    }

    /// <summary>W = (BᵀB + λI)⁻¹ BᵀL, where L is 1 at the class of each item. [bits, classes]</summary>
    public Matrix<double> Classifier(double lambda)
    {
        var gram = DenseMatrix.CreateIdentity(bits) * lambda;
        var product = new DenseMatrix(bits, labels.Max() + 1);
        for (var item = 0; item < labels.Length; item++)
        {
            var code = Of(item);
            for (var j = 0; j < bits; j++)
            {
                for (var k = 0; k < bits; k++)
                    gram.Values[k * bits + j] += code[j] * code[k];
                product[j, labels[item]] += code[j];
            }
        }

        return gram.Cholesky().Solve(product);
    }
}
