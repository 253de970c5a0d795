namespace Vitrine.Tensors.Layers;

/// <summary>Layer normalisation over the last axis. Parameters: <c>weight</c>, <c>bias</c> [features].</summary>
public sealed class LayerNorm : Module
{
    private readonly float epsilon;

    /// <param name="features">The last extent.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    public LayerNorm(int features, float epsilon = 1e-5f)
    {
        this.epsilon = epsilon;
        Weight = AddParameter("weight", [features]);
        Weight.Data.Fill(1);
        Bias = AddParameter("bias", [features]);
    }

    /// <summary>A norm on given weights, which it then owns.</summary>
    /// <param name="weight">[features].</param>
    /// <param name="bias">[features].</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    public LayerNorm(Tensor weight, Tensor bias, float epsilon = 1e-5f)
    {
        this.epsilon = epsilon;
        Weight = AddParameter("weight", weight);
        Bias = AddParameter("bias", bias);
    }

    public Tensor Weight { get; }

    public Tensor Bias { get; }

    /// <param name="x">[…, features].</param>
    public Tensor Forward(Tensor x) => x.LayerNorm(Weight, Bias, epsilon);
}
