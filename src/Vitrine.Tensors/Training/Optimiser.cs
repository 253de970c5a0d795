using Vitrine.Tensors.Files;

namespace Vitrine.Tensors.Training;

/// <summary>Changes parameters by their gradients. A step also clears the gradients, so the next backward pass starts anew.</summary>
public abstract class Optimiser : IDisposable
{
    private const string DefaultPrefix = "optimiser.";

    private readonly Dictionary<string, Tensor[]> moments = new(StringComparer.Ordinal);
    private readonly int momentCount;

    /// <param name="groups">The parameters; none occurs twice.</param>
    /// <param name="momentCount">How many tensors of its own the rule keeps per parameter.</param>
    protected Optimiser(IEnumerable<ParameterGroup> groups, int momentCount)
    {
        Groups = [.. groups];
        this.momentCount = momentCount;
        foreach (var (name, parameter) in Groups.SelectMany(g => g.Parameters))
        {
            var own = new Tensor[momentCount];
            for (var i = 0; i < momentCount; i++)
            {
                own[i] = Tensor.Unscoped(parameter.Shape);
                own[i].Data.Clear();
            }

            if (!moments.TryAdd(name, own))
                throw new ArgumentException($"The parameter '{name}' occurs twice in the groups.", nameof(groups));
        }
    }

    public IReadOnlyList<ParameterGroup> Groups { get; }

    /// <summary>Steps taken so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Multiplies every group's learning rate; a <see cref="Schedule"/> gives it.</summary>
    public float RateFactor { get; set; } = 1;

    /// <summary>Updates every parameter that is not frozen and has a gradient, and clears the gradients.</summary>
    public void Step()
    {
        Steps++;
        foreach (var group in Groups)
        {
            if (group.IsFrozen)
                continue;
            foreach (var (name, parameter) in group.Parameters)
            {
                if (parameter.Gradient is not { } gradient)
                    continue;
                Update(parameter, gradient, moments[name], group.LearningRate * RateFactor, group.WeightDecay);
                parameter.ClearGradient();
            }
        }
    }

    /// <summary>Scales all gradients together so that their common Euclidean norm is at most <paramref name="maxNorm"/>.</summary>
    /// <returns>The norm before.</returns>
    /// <exception cref="NonFiniteException">A gradient holds a NaN or an infinity.</exception>
    public double ClipGradients(double maxNorm)
    {
        var norm = GradientNorm();
        if (norm <= maxNorm)
            return norm;
        var factor = (float)(maxNorm / (norm + 1e-6)); // the small number as in PyTorch
        foreach (var group in Groups)
        {
            foreach (var (_, parameter) in group.Parameters)
            {
                if (parameter.Gradient is { } gradient)
                    GradientNorms.Scale(gradient, factor);
            }
        }

        return norm;
    }

    /// <summary>The Euclidean norm of all gradients together.</summary>
    /// <exception cref="NonFiniteException">A gradient holds a NaN or an infinity; the message names its parameter and the step.</exception>
    public double GradientNorm()
    {
        var sum = 0.0;
        foreach (var group in Groups)
        {
            foreach (var (name, parameter) in group.Parameters)
            {
                if (parameter.Gradient is not { } gradient)
                    continue;
                var squares = GradientNorms.SumOfSquares(gradient);
                if (!double.IsFinite(squares))
                    throw new NonFiniteException($"the gradient of the parameter '{name}'", Steps + 1);
                sum += squares;
            }
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Adds the rule's own tensors and the number of steps to a file.</summary>
    /// <param name="file">Written by the caller.</param>
    /// <param name="prefix">Begins all names; another one for each optimiser of a file.</param>
    public void SaveState(SafeTensorsWriter file, string prefix = DefaultPrefix)
    {
        file.Metadata[StepsKey(prefix)] = Steps.ToString();
        file.Metadata[KindKey(prefix)] = GetType().Name;
        foreach (var (name, own) in moments)
        {
            for (var i = 0; i < momentCount; i++)
                file.Add($"{prefix}{i}.{name}", own[i]);
        }
    }

    /// <summary>Goes on from a saved state.</summary>
    /// <exception cref="SafeTensorsException">The file was written for another rule or other parameters.</exception>
    public void LoadState(SafeTensors file, string prefix = DefaultPrefix)
    {
        if (!file.Metadata.TryGetValue(KindKey(prefix), out var kind) || kind != GetType().Name)
            throw new SafeTensorsException($"{file.Path} holds the state of {kind ?? "no optimiser"}, not of {GetType().Name}.");
        if (!file.Metadata.TryGetValue(StepsKey(prefix), out var text) || !long.TryParse(text, out var steps) || steps < 0)
            throw new SafeTensorsException($"{file.Path} does not say how many optimiser steps were taken ('{text}').");
        foreach (var (name, own) in moments)
        {
            for (var i = 0; i < momentCount; i++)
            {
                var key = $"{prefix}{i}.{name}";
                if (!file.Entries.TryGetValue(key, out var entry) || entry.Shape != own[i].Shape)
                    throw new SafeTensorsException($"{file.Path} has no '{key}' of the shape {own[i].Shape}; was it written for other settings?");
            }
        }

        foreach (var (name, own) in moments)
        {
            for (var i = 0; i < momentCount; i++)
                file.CopyTo($"{prefix}{i}.{name}", own[i].Data);
        }

        Steps = steps;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>One parameter's step.</summary>
    /// <param name="parameter">Changed.</param>
    /// <param name="gradient">Of the parameter's shape.</param>
    /// <param name="moments">The rule's own tensors, zero before the first step.</param>
    /// <param name="rate">The learning rate, the schedule's factor included.</param>
    /// <param name="weightDecay">The group's.</param>
    protected abstract void Update(Tensor parameter, Tensor gradient, Tensor[] moments, float rate, float weightDecay);

    /// <summary>Frees the rule's own tensors; parameters belong to their modules.</summary>
    protected virtual void Dispose(bool disposing)
    {
        foreach (var own in moments.Values)
        {
            foreach (var tensor in own)
                tensor.Dispose();
        }
    }

    private static string StepsKey(string prefix) => $"{prefix}steps";

    private static string KindKey(string prefix) => $"{prefix}kind";
}
