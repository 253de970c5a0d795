using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Vitrine.Search.Traits;

/// <summary>A multinomial logistic regression for each trait, all on the same vectors, which stay as they are.</summary>
internal sealed class TraitClassifiers : Module
{
    // The regression is convex, so that more passes only cost time; a small shop needs many to come to enough steps.
    private const int Passes = 30;
    private const int FewestSteps = 600;
    private const int Batch = 512;
    private const float LearningRate = 0.02f;
    private const float SquaredWeightPenalty = 1e-4f;

    private readonly Linear[] heads;

    private TraitClassifiers(int dimensions, IReadOnlyList<Trait> traits)
    {
        heads = [.. traits.Select((trait, number) => AddChild($"{number}", new Linear(dimensions, trait.Values.Count, new RandomSource(0))))];
        foreach (var head in heads)
        {
            head.Weight.Data.Clear();
            head.Bias!.Data.Clear();
        }
    }

    /// <param name="traits">What to tell.</param>
    /// <param name="vectors">[products × dimensions], entries of about 1.</param>
    /// <param name="dimensions">Of a vector.</param>
    /// <param name="labels">[trait][product]: the number of its value; negative where it is not known.</param>
    /// <param name="progress">Gets the thousandths that are done.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    public static TraitClassifiers Fit(IReadOnlyList<Trait> traits, float[] vectors, int dimensions, IReadOnlyList<int[]> labels, IProgress<int>? progress, CancellationToken cancellation)
    {
        var classifiers = new TraitClassifiers(dimensions, traits);
        using var optimiser = new Adam([new ParameterGroup(classifiers.Parameters(), LearningRate)]);
        var products = labels[0].Length;
        var size = Math.Min(Batch, products);
        var stepsPerPass = products / size;
        var passes = Math.Max(Passes, FewestSteps / stepsPerPass);
        var schedule = Schedules.Linear((long)passes * stepsPerPass);
        for (var pass = 0; pass < passes; pass++)
        {
            var order = RandomStreams.Order(0, pass, products);
            for (var step = 0; step < stepsPerPass; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                var some = order[(step * size)..((step + 1) * size)];
                using var scope = Scope.Begin();
                optimiser.RateFactor = schedule(optimiser.Steps);
                classifiers.Loss(Pick(vectors, dimensions, some), [.. labels.Select(all => Array.ConvertAll(some, product => all[product]))]).Backward();
                optimiser.Step();
            }

            progress?.Report(1000 * (pass + 1) / passes);
        }

        return classifiers;
    }

    /// <summary>How likely each value of each trait is.</summary>
    /// <param name="vectors">[products × dimensions], as for <see cref="Fit"/>.</param>
    /// <returns>[trait][products × values], row-major.</returns>
    public float[][] Probabilities(float[] vectors)
    {
        using var scope = Scope.Begin(recordGradients: false);
        var dimensions = heads[0].Weight.Shape[1];
        var all = Pick(vectors, dimensions, [.. Enumerable.Range(0, vectors.Length / dimensions)]);
        return Array.ConvertAll(heads, head =>
        {
            var probabilities = head.Forward(all).Data.ToArray();
            var values = head.Weight.Shape[0];
            for (var at = 0; at < probabilities.Length; at += values)
                TensorPrimitives.SoftMax(probabilities.AsSpan(at, values), probabilities.AsSpan(at, values));
            return probabilities;
        });
    }

    private Tensor Loss(Tensor vectors, int[][] labels)
    {
        Tensor? loss = null;
        foreach (var (head, known) in heads.Zip(labels))
        {
            if (Array.TrueForAll(known, value => value < 0))
                continue;
            var own = head.Forward(vectors).CrossEntropy(known) + SquaredWeightPenalty * head.Weight.Square().Sum();
            loss = loss is null ? own : loss + own;
        }

        return loss ?? vectors.Sum() * 0;
    }

    private static Tensor Pick(float[] vectors, int dimensions, int[] products)
    {
        var batch = Tensor.Empty([products.Length, dimensions]);
        for (var i = 0; i < products.Length; i++)
            vectors.AsSpan(products[i] * dimensions, dimensions).CopyTo(batch.Data.Slice(i * dimensions, dimensions));
        return batch;
    }
}
