namespace Vitrine.Tensors.Layers;

/// <summary>
/// First values of weights. A weight is [out, in, …]: its fan-in is in·(rest), its fan-out out·(rest). Each method returns the tensor.
/// </summary>
public static class Initialise
{
    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public static Tensor Uniform(this Tensor tensor, RandomSource random, float low, float high)
    {
        foreach (ref var value in tensor.Data)
            value = low + (high - low) * random.NextSingle();
        return tensor;
    }

    /// <summary>Normal with mean 0.</summary>
    public static Tensor Normal(this Tensor tensor, RandomSource random, float deviation)
    {
        foreach (ref var value in tensor.Data)
            value = deviation * random.NextNormal();
        return tensor;
    }

    /// <summary>Uniform with variance 2 / (fan-in + fan-out) (Glorot and Bengio, 2010).</summary>
    public static Tensor XavierUniform(this Tensor tensor, RandomSource random, float gain = 1)
    {
        var (fanIn, fanOut) = Fans(tensor.Shape);
        var bound = gain * MathF.Sqrt(6f / (fanIn + fanOut));
        return tensor.Uniform(random, -bound, bound);
    }

    /// <summary>Normal with variance 2 / fan-in, for ReLU (He et al., 2015).</summary>
    public static Tensor HeNormal(this Tensor tensor, RandomSource random) =>
        tensor.Normal(random, MathF.Sqrt(2f / Fans(tensor.Shape).In));

    /// <summary>Uniform in ±1/√fan-in: what PyTorch gives linear and convolution weights, and their biases with the weight's fan-in.</summary>
    public static Tensor FanInUniform(this Tensor tensor, RandomSource random, int fanIn)
    {
        var bound = 1 / MathF.Sqrt(Math.Max(1, fanIn));
        return tensor.Uniform(random, -bound, bound);
    }

    private static (int In, int Out) Fans(Shape shape)
    {
        if (shape.Rank < 2)
            throw new ArgumentException($"A weight [out, in, …] is expected; the shape is {shape}.");
        var rest = shape.Product(2, shape.Rank);
        return (shape[1] * rest, shape[0] * rest);
    }
}
