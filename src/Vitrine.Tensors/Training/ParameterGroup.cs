namespace Vitrine.Tensors.Training;

/// <summary>Parameters that share a learning rate and a weight decay: a pre-trained encoder and a new head, weights and biases.</summary>
public sealed class ParameterGroup
{
    /// <param name="parameters">Names and tensors, as <see cref="Layers.Module.Parameters"/> gives them.</param>
    /// <param name="learningRate">The rate at factor 1 of the schedule.</param>
    /// <param name="weightDecay">Pulls weights towards 0; how is the optimiser's matter.</param>
    public ParameterGroup(IEnumerable<(string Name, Tensor Tensor)> parameters, float learningRate, float weightDecay = 0)
    {
        Parameters = [.. parameters];
        LearningRate = learningRate;
        WeightDecay = weightDecay;
    }

    public IReadOnlyList<(string Name, Tensor Tensor)> Parameters { get; }

    public float LearningRate { get; set; }

    public float WeightDecay { get; set; }

    /// <summary>A frozen group is left as it is; no gradients are computed for it.</summary>
    public bool IsFrozen
    {
        get;
        set
        {
            field = value;
            foreach (var (_, parameter) in Parameters)
            {
                parameter.RequiresGradient = !value;
                parameter.ClearGradient();
            }
        }
    }
}
