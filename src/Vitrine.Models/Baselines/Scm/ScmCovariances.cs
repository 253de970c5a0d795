using MathNet.Numerics.LinearAlgebra.Double;
using Vitrine.Models.Encoders;
using Vitrine.Models.Hashing;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines.Scm;

/// <summary>
/// What SCM has to know of the data (Zhang and Li, AAAI 2014, equations 3 to 7): the covariances of both sides, and VᵀST of the similarity S = 2L̃L̃ᵀ − 11ᵀ, where L̃ has the
/// label vectors at unit length, here 1 at the finest class. S itself, n × n, is never made: VᵀST = 2(VᵀL̃)(TᵀL̃)ᵀ − (Vᵀ1)(Tᵀ1)ᵀ.
/// </summary>
/// <param name="Images">VᵀV / n. [p, p]</param>
/// <param name="Texts">TᵀT / n. [q, q]</param>
/// <param name="Similarity">VᵀST / n. [p, q]</param>
internal sealed record ScmCovariances(DenseMatrix Images, DenseMatrix Texts, DenseMatrix Similarity)
{
    public static ScmCovariances Of(LinearRows rows, int[] labels)
    {
        var (p, q, classes) = (rows.ImageDimensions, rows.TextDimensions, labels.Max() + 1);
        var (images, texts) = (new DenseMatrix(p, p), new DenseMatrix(q, q));
        var (imageSums, textSums) = (new DenseMatrix(p, classes), new DenseMatrix(q, classes)); // VᵀL̃, TᵀL̃
        rows.ForBatches((items, v, t) =>
        {
            images.Accumulate(v.MatMul(v, transposeA: true));
            texts.Accumulate(t.MatMul(t, transposeA: true));
            AddByClass(v, items, imageSums);
            AddByClass(t, items, textSums);
        });
        var (ofAllImages, ofAllTexts) = (imageSums.RowSums(), textSums.RowSums());
        var similarity = 2 * imageSums * textSums.Transpose() - ofAllImages.OuterProduct(ofAllTexts);
        return new ScmCovariances((DenseMatrix)(images / rows.Count), (DenseMatrix)(texts / rows.Count), (DenseMatrix)(similarity / rows.Count));

        void AddByClass(Tensor batch, int[] items, DenseMatrix sums)
        {
            for (var i = 0; i < items.Length; i++)
            {
                for (var j = 0; j < sums.RowCount; j++)
                    sums[j, labels[items[i]]] += batch.Data[i * sums.RowCount + j];
            }
        }
    }
}
