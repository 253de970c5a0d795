using Vitrine.Models.Contract;

namespace Vitrine.Models.Baselines.RandomRotation;

/// <summary>A model whose codes, with three numbers of each product, estimate the inner products of the vectors that they were made from.</summary>
public interface IScoreEstimates
{
    /// <summary>The numbers of some products, each once.</summary>
    /// <param name="source">The products.</param>
    /// <param name="field">What is searched; queries are of the other field.</param>
    /// <param name="items">Rows of products.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    IEnumerable<(int Item, ScoreEstimate Estimate)> EstimatesOf(IItemSource source, ItemField field, IReadOnlyList<int> items, CancellationToken cancellation = default);
}

/// <summary>
/// What turns a code's products with a query into an estimate of the inner product of both vectors (RaBitQ: Gao and Long, SIGMOD 2024, theorem 3.2). A product x is r = x − m, less the mean of its field; a
/// query q is y = q − n, less that of its own. The code u has ±1 for the sign of each direction of a random rotation P, and uᵀP points nearly as r does:
/// <code>⟨r, y⟩ ≈ ‖r‖² / ⟨u, Pr⟩ · ⟨u, Py⟩,   ⟨x, q⟩ = ⟨r, y⟩ + ⟨r, n⟩ + ⟨m, q⟩</code>
/// without bias over the rotations. The last term is the same for all products.
/// </summary>
/// <param name="Scale">‖r‖² / ⟨u, Pr⟩.</param>
/// <param name="Shift">⟨r, n⟩.</param>
/// <param name="Spread">‖r‖ · √(1/a² − 1) / √(D − 1), a the cosine of uᵀP and r: the standard deviation of the error for ‖y‖ = 1.</param>
public readonly record struct ScoreEstimate(float Scale, float Shift, float Spread)
{
    /// <summary>⟨x, q⟩ without ⟨m, q⟩.</summary>
    /// <param name="product">⟨u, Py⟩: the sum of the query's numbers where its signs are those of the code, less that of the others.</param>
    public double Of(double product) => Scale * product + Shift;
}
