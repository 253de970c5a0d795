using System.Numerics.Tensors;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.Probes;

/// <summary>
/// Multinomial logistic regression on vectors that stay as they are: how much of a labelling lies open in them, whatever they were trained for (Alain and
/// Bengio, "Understanding intermediate layers using linear classifier probes", 2017).
/// </summary>
public sealed class LinearProbe : Module
{
    /// <summary>Passes over the vectors. More than enough for 30,000: the regression is convex, so there is nothing to overshoot to.</summary>
    public const int Passes = 30;

    private const int Batch = 512;
    private const float LearningRate = 0.02f;
    private const float SquaredWeightPenalty = 1e-4f;

    private readonly Linear linear;

    private LinearProbe(int dimensions, int classes)
    {
        linear = AddChild("linear", new Linear(dimensions, classes, new RandomSource(0)));
        linear.Weight.Data.Clear();
        linear.Bias!.Data.Clear();
    }

    /// <summary>Fits a probe.</summary>
    /// <param name="vectors">[items × dimensions], row-major; their lengths do not count.</param>
    /// <param name="dimensions">Of a vector.</param>
    /// <param name="labels">The class of each item, 0 … classes − 1.</param>
    /// <param name="progress">Gets the number of passes done, of <see cref="Passes"/>.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    public static LinearProbe Fit(
        ReadOnlyMemory<float> vectors, int dimensions, int[] labels, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var probe = new LinearProbe(dimensions, labels.Max() + 1);
        using var optimiser = new Adam([new ParameterGroup(probe.Parameters(), LearningRate)]);
        var size = Math.Min(Batch, labels.Length);
        var steps = labels.Length / size;
        var schedule = Schedules.Linear((long)Passes * steps);
        for (var pass = 0; pass < Passes; pass++)
        {
            var order = RandomStreams.Order(0, pass, labels.Length);
            for (var step = 0; step < steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = Scope.Begin();
                var items = order.AsSpan(step * size, size).ToArray();
                optimiser.RateFactor = schedule(optimiser.Steps);
                var loss = probe.linear.Forward(Scaled(vectors.Span, dimensions, items)).CrossEntropy(Array.ConvertAll(items, item => labels[item]))
                    + SquaredWeightPenalty * probe.linear.Weight.Square().Sum();
                loss.Backward();
                optimiser.Step();
            }

            progress?.Report(pass + 1);
        }

        return probe;
    }

    /// <summary>The most likely class of each vector.</summary>
    /// <param name="vectors">[items × dimensions], as for <see cref="Fit"/>.</param>
    public int[] Classify(ReadOnlyMemory<float> vectors)
    {
        var dimensions = linear.Weight.Shape[1];
        var classes = new int[vectors.Length / dimensions];
        for (var start = 0; start < classes.Length; start += Batch)
        {
            using var scope = Scope.Begin(recordGradients: false);
            var logits = linear.Forward(Scaled(vectors.Span, dimensions, [.. Enumerable.Range(start, Math.Min(Batch, classes.Length - start))]));
            for (var i = 0; i < logits.Shape[0]; i++)
                classes[start + i] = TensorPrimitives.IndexOfMax(logits.Data.Slice(i * logits.Shape[1], logits.Shape[1]));
        }

        return classes;
    }

    // Of length √dimensions: entries of about 1, whatever the model's vectors are like.
    private static Tensor Scaled(ReadOnlySpan<float> vectors, int dimensions, int[] items)
    {
        var batch = Tensor.Empty([items.Length, dimensions]);
        for (var i = 0; i < items.Length; i++)
        {
            var vector = vectors.Slice(items[i] * dimensions, dimensions);
            var length = TensorPrimitives.Norm(vector);
            TensorPrimitives.Multiply(vector, length > 0 ? MathF.Sqrt(dimensions) / length : 0, batch.Data.Slice(i * dimensions, dimensions));
        }

        return batch;
    }
}
