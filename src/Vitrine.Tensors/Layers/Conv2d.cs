namespace Vitrine.Tensors.Layers;

/// <summary>A two-dimensional convolution. Parameters: <c>weight</c> [out, in / groups, size, size], <c>bias</c> [out].</summary>
public sealed class Conv2d : Module
{
    private readonly int stride;
    private readonly Padding padding;
    private readonly int groups;

    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out, the filters.</param>
    /// <param name="size">Side of the square window.</param>
    /// <param name="random">Draws the first values, uniform in ±1/√fan-in as PyTorch does.</param>
    /// <param name="stride">Step between windows.</param>
    /// <param name="padding">Zeros around each picture.</param>
    /// <param name="groups">Groups of channels that do not see each other's; as many as channels for a depth-wise convolution.</param>
    /// <param name="bias">Whether there is one.</param>
    public Conv2d(
        int inputs, int outputs, int size, RandomSource random, int stride = 1, Padding padding = default, int groups = 1, bool bias = true)
    {
        if (groups < 1 || inputs % groups != 0 || outputs % groups != 0)
            throw new ArgumentException($"{groups} groups cannot share {inputs} channels in and {outputs} out equally.", nameof(groups));
        (this.stride, this.padding, this.groups) = (stride, padding, groups);
        var fanIn = inputs / groups * size * size;
        Weight = AddParameter("weight", [outputs, inputs / groups, size, size]).FanInUniform(random, fanIn);
        Bias = bias ? AddParameter("bias", [outputs]).FanInUniform(random, fanIn) : null;
    }

    public Tensor Weight { get; }

    public Tensor? Bias { get; }

    /// <param name="x">[batch, in, height, width].</param>
    /// <returns>[batch, out, …, …].</returns>
    public Tensor Forward(Tensor x) => x.Conv2d(Weight, Bias, stride, padding, groups);
}
