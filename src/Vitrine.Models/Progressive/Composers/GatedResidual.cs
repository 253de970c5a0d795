using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Progressive;

/// <summary>TIRG (Vo et al., CVPR 2019, eq. 1–3): w_g σ(gate[v; t]) ⊙ v + w_r residual[v; t], a picture that words let through in part, and something added to it.</summary>
public sealed class GatedResidual : Composer
{
    private readonly BatchNorm gateNorm, residualNorm;
    private readonly Linear gate, residualInner, residualOuter;
    private readonly Tensor shares;

    /// <param name="dimensions">d.</param>
    /// <param name="random">Draws the first weights.</param>
    public GatedResidual(int dimensions, RandomSource random)
    {
        gateNorm = AddChild("gate.norm", new BatchNorm(2 * dimensions));
        gate = AddChild("gate.outer", new Linear(2 * dimensions, dimensions, random, activation: Activation.Sigmoid));
        residualNorm = AddChild("residual.norm", new BatchNorm(2 * dimensions));
        residualInner = AddChild("residual.inner", new Linear(2 * dimensions, 2 * dimensions, random, activation: Activation.Relu));
        residualOuter = AddChild("residual.outer", new Linear(2 * dimensions, dimensions, random));
        shares = AddParameter("shares", [2]); // w_g, w_r
        shares.Data.Fill(1);
    }

    /// <remarks>It tells no weights apart, so that none can be asked for.</remarks>
    public override Composition Compose(Tensor images, Tensor texts, float[]? imageWeights = null)
    {
        var both = Operations.Concat([images, texts], axis: 1); // [n, 2d]
        var kept = gate.Forward(gateNorm.ForwardRelu(both)) * images; // [n, d]
        var added = residualOuter.Forward(residualInner.Forward(residualNorm.ForwardRelu(both))); // [n, d]
        return new Composition(shares.Slice(0, 0, 1) * kept + shares.Slice(0, 1, 1) * added);
    }
}
