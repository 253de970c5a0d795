using MathNet.Numerics.LinearAlgebra;

namespace Vitrine.Models.Baselines.Dch;

/// <summary>
/// The step on B: discrete cyclic coordinate descent. With G = WWᵀ and q = Wl + μ Σ_m P_mᵀx_m the objective of a code b is bᵀGb − 2bᵀq, so that bit k is best at
/// sgn(q_k − Σ_{j≠k} G_kj b_j). Items do not meet in it.
/// </summary>
/// <param name="classifier">W. [bits, classes]</param>
/// <param name="mu">μ.</param>
internal sealed class DchStep(Matrix<double> classifier, double mu)
{
    // The first sweeps do nearly all; a code that no bit improves ends earlier.
    private const int MostSweeps = 10;

    private readonly double[,] gram = (classifier * classifier.Transpose()).ToArray();
    private readonly double[][] ofClass = classifier.ToColumnArrays();

    /// <summary>Improves a code, bit by bit, until none can be bettered alone (or ten sweeps are done).</summary>
    /// <param name="code">b, of −1 and 1; changed in place.</param>
    /// <param name="label">The item's class.</param>
    /// <param name="near">Σ_m P_mᵀx_m.</param>
    public void Improve(Span<float> code, int label, ReadOnlySpan<float> near)
    {
        var isChanged = true;
        for (var sweep = 0; sweep < MostSweeps && isChanged; sweep++)
        {
            isChanged = false;
            for (var k = 0; k < code.Length; k++)
            {
                var pull = ofClass[label][k] + mu * near[k];
                for (var j = 0; j < code.Length; j++)
                    pull -= j == k ? 0 : gram[k, j] * code[j];
                var sign = pull >= 0 ? 1f : -1f;
                isChanged |= sign != code[k];
                code[k] = sign;
            }
        }
    }
}
