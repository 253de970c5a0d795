using Vitrine.Tensors.Training;

namespace Vitrine.Models.Training;

/// <summary>AdamW as towers are trained with it: matrices and filters decay; gains, biases and the vectors of words do not.</summary>
internal static class AdamW
{
    /// <param name="parameters">Learn as far as they are not frozen.</param>
    /// <param name="learningRate">The highest.</param>
    /// <param name="weightDecay">Of what decays.</param>
    /// <param name="apart">A further group with settings of its own; null: none.</param>
    public static Adam For(IEnumerable<(string Name, Tensor Tensor)> parameters, float learningRate, float weightDecay, ParameterGroup? apart = null)
    {
        var decays = parameters.Where(p => p.Tensor.RequiresGradient)
            .ToLookup(p => p.Tensor.Rank >= 2 && !p.Name.EndsWith("words.weight", StringComparison.Ordinal));
        return new Adam(
            [new ParameterGroup(decays[true], learningRate, weightDecay), new ParameterGroup(decays[false], learningRate), .. apart is null ? Array.Empty<ParameterGroup>() : [apart]],
            beta2: 0.98f, epsilon: 1e-6f, decoupled: true); // as CLIP was trained (Radford et al., 2021, table 18)
    }
}
