using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Vitrine.Models.Classifiers;

/// <summary>Several multinomial logistic regressions on the same vectors, which stay as they are: one for each thing that is to be told of an item.</summary>
public sealed class LinearClassifiers : Module
{
    // The regression is convex, so that more passes only cost time; a small shop needs many to come to enough steps.
    private const int Passes = 30;
    private const int FewestSteps = 600;
    private const int Batch = 512;
    private const float LearningRate = 0.02f;
    private const float SquaredWeightPenalty = 1e-4f;

    private readonly Linear[] heads;

    private LinearClassifiers(int dimensions, IReadOnlyList<int> classes)
    {
        heads = [.. classes.Select((count, number) => AddChild($"{number}", new Linear(dimensions, count, new RandomSource(0))))];
        foreach (var head in heads)
        {
            head.Weight.Data.Clear();
            head.Bias!.Data.Clear();
        }
    }

    /// <param name="classes">The number of classes of each regression.</param>
    /// <param name="vectors">[items × dimensions], entries of about 1.</param>
    /// <param name="dimensions">Of a vector.</param>
    /// <param name="labels">[regression][item]: its class; negative where it is not known.</param>
    /// <param name="progress">Gets the thousandths that are done.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    public static LinearClassifiers Fit(IReadOnlyList<int> classes, float[] vectors, int dimensions, IReadOnlyList<int[]> labels, IProgress<int>? progress, CancellationToken cancellation)
    {
        var classifiers = new LinearClassifiers(dimensions, classes);
        using var optimiser = new Adam([new ParameterGroup(classifiers.Parameters(), LearningRate)]);
        var items = labels[0].Length;
        var size = Math.Min(Batch, items);
        var stepsPerPass = items / size;
        var passes = Math.Max(Passes, FewestSteps / stepsPerPass);
        var schedule = Schedules.Linear((long)passes * stepsPerPass);
        for (var pass = 0; pass < passes; pass++)
        {
            var order = RandomStreams.Order(0, pass, items);
            for (var step = 0; step < stepsPerPass; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                var some = order[(step * size)..((step + 1) * size)];
                using var scope = Scope.Begin();
                optimiser.RateFactor = schedule(optimiser.Steps);
                classifiers.Loss(Pick(vectors, dimensions, some), [.. labels.Select(all => Array.ConvertAll(some, item => all[item]))]).Backward();
                optimiser.Step();
            }

            progress?.Report(1000 * (pass + 1) / passes);
        }

        return classifiers;
    }

    /// <summary>How likely each class of each regression is.</summary>
    /// <param name="vectors">[items × dimensions], as for <see cref="Fit"/>.</param>
    /// <returns>[regression][items × classes], row-major; each row sums to 1.</returns>
    public float[][] Probabilities(float[] vectors)
    {
        using var scope = Scope.Begin(recordGradients: false);
        var dimensions = heads[0].Weight.Shape[1];
        var all = Pick(vectors, dimensions, [.. Enumerable.Range(0, vectors.Length / dimensions)]);
        return Array.ConvertAll(heads, head =>
        {
            var probabilities = head.Forward(all).Data.ToArray();
            var classes = head.Weight.Shape[0];
            for (var at = 0; at < probabilities.Length; at += classes)
                TensorPrimitives.SoftMax(probabilities.AsSpan(at, classes), probabilities.AsSpan(at, classes));
            return probabilities;
        });
    }

    private Tensor Loss(Tensor vectors, int[][] labels)
    {
        Tensor? loss = null;
        foreach (var (head, known) in heads.Zip(labels))
        {
            if (Array.TrueForAll(known, label => label < 0))
                continue;
            var own = head.Forward(vectors).CrossEntropy(known) + SquaredWeightPenalty * head.Weight.Square().Sum();
            loss = loss is null ? own : loss + own;
        }

        return loss ?? vectors.Sum() * 0;
    }

    private static Tensor Pick(float[] vectors, int dimensions, int[] items)
    {
        var batch = Tensor.Empty([items.Length, dimensions]);
        for (var i = 0; i < items.Length; i++)
            vectors.AsSpan(items[i] * dimensions, dimensions).CopyTo(batch.Data.Slice(i * dimensions, dimensions));
        return batch;
    }
}
