namespace Vitrine.Tensors.Tests;

/// <summary>Compares backward passes with central differences of the forward pass.</summary>
internal static class GradientCheck
{
    // Float32 losses carry noise of about 1e-7·|loss| / step, and the difference an error of the order of step²: 1e-2 balances the two for
    // values of order 1. Together they stay below one percent.
    private const float Step = 1e-2f;
    private const double Tolerance = 1e-2;

    /// <summary>Random values in ±<paramref name="scale"/>.</summary>
    public static Tensor Random(Shape shape, ulong seed, float scale = 1)
    {
        var random = new RandomSource(seed);
        var tensor = Tensor.Empty(shape);
        foreach (ref var value in tensor.Data)
            value = scale * (2 * random.NextSingle() - 1);
        return tensor;
    }

    /// <summary>
    /// Checks the gradient of every input of <paramref name="function"/>, whose result is weighted with random numbers to make a scalar. A second backward
    /// pass must double the gradients (they add up).
    /// </summary>
    public static void Run(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        foreach (var input in inputs)
        {
            input.RequiresGradient = true;
            input.ClearGradient();
        }

        float[] weights;
        using (Scope.Begin(recordGradients: false))
            weights = Random(function(inputs).Shape, 77).Data.ToArray();
        for (var pass = 0; pass < 2; pass++)
        {
            using var scope = Scope.Begin();
            var output = function(inputs);
            output.Multiply(Tensor.From(weights, output.Shape)).Sum().Backward();
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            var input = inputs[i];
            var gradient = input.Gradient?.Data.ToArray();
            Assert.True(gradient is not null, $"input {i} got no gradient");
            for (var e = 0; e < input.Length; e++)
            {
                var value = input.Data[e];
                input.Data[e] = value + Step;
                var above = Loss(function, inputs, weights);
                input.Data[e] = value - Step;
                var below = Loss(function, inputs, weights);
                input.Data[e] = value;
                var expected = (above - below) / (2 * Step);
                var found = gradient[e] / 2;
                Assert.True(
                    Math.Abs(expected - found) <= Tolerance * (1 + Math.Abs(expected)),
                    $"input {i} {input.Shape}, element {e}: difference quotient {expected}, gradient {found}");
            }
        }
    }

    private static double Loss(Func<Tensor[], Tensor> function, Tensor[] inputs, float[] weights)
    {
        using var scope = Scope.Begin(recordGradients: false);
        var output = function(inputs).Data;
        var sum = 0.0;
        for (var i = 0; i < output.Length; i++)
            sum += (double)output[i] * weights[i];
        return sum;
    }
}
