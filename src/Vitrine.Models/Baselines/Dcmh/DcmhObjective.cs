using Vitrine.Models.HiCHNet;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines.Dcmh;

/// <summary>
/// The share of DCMH's objective that one modality's batch moves (Jiang and Li, equation 1): −Σ(SΘ − log(1 + e^Θ)) + γ‖B − F‖² + η‖F1‖², Θ = ½FGᵀ. The terms are HiCHNet's
/// of a single layer.
/// </summary>
/// <param name="Gamma">γ; published: 1.</param>
/// <param name="Eta">η; published: 1.</param>
/// <param name="TermMeans">Each term a mean; otherwise all are divided by the number of pairs.</param>
internal sealed record DcmhObjective(float Gamma, float Eta, bool TermMeans)
{
    /// <param name="f">The batch's. [batch, bits]</param>
    /// <param name="target">What it is compared with.</param>
    public Tensor Loss(Tensor f, LayerTargets target)
    {
        float batch = f.Shape[0], bits = f.Shape[1], pairs = batch * target.Others.Shape[0];
        return HashObjective.PairwiseSimilarity(f, target) * (1 / pairs)
            + HashObjective.Binarisation(f, target) * (Gamma / (TermMeans ? batch * bits : pairs))
            + HashObjective.Balance(f, target) * (Eta / (TermMeans ? batch * batch * bits : pairs));
    }
}
