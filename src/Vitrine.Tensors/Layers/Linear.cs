namespace Vitrine.Tensors.Layers;

/// <summary>A fully connected layer, f(x·wᵀ + b). Parameters: <c>weight</c> [out, in], <c>bias</c> [out].</summary>
public sealed class Linear : Module
{
    private readonly Activation activation;

    /// <param name="inputs">Features in.</param>
    /// <param name="outputs">Features out.</param>
    /// <param name="random">Draws the first values, uniform in ±1/√in as PyTorch does.</param>
    /// <param name="bias">Whether there is a b.</param>
    /// <param name="activation">f.</param>
    public Linear(int inputs, int outputs, RandomSource random, bool bias = true, Activation activation = Activation.None)
    {
        this.activation = activation;
        Weight = AddParameter("weight", [outputs, inputs]).FanInUniform(random, inputs);
        Bias = bias ? AddParameter("bias", [outputs]).FanInUniform(random, inputs) : null;
    }

    /// <summary>A layer on given weights, which it then owns.</summary>
    /// <param name="weight">[out, in].</param>
    /// <param name="bias">[out] or null.</param>
    /// <param name="activation">f.</param>
    public Linear(Tensor weight, Tensor? bias = null, Activation activation = Activation.None)
    {
        this.activation = activation;
        Weight = AddParameter("weight", weight);
        Bias = bias is null ? null : AddParameter("bias", bias);
    }

    public Tensor Weight { get; }

    public Tensor? Bias { get; }

    /// <param name="x">[…, in].</param>
    /// <returns>[…, out].</returns>
    public Tensor Forward(Tensor x) => x.Linear(Weight, Bias, activation);
}
