using Vitrine.Models.Progressive;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>
/// A step of stage 3 (variant raw-vectors, as the spec reads it) on vectors that two towers made before: 256 pictures, changes and targets of 256 numbers, adaptive weights with a residual, dropout, the contrastive loss and that of
/// the weights, gradients clipped, AdamW.
/// </summary>
public sealed class ComposerStep : IWork
{
    private const int Examples = 4096;
    private const int Dimensions = 256;

    private readonly ProgressivePreset preset = ProgressivePreset.Default with { NormalisesVectors = false };
    private readonly RandomSource random = new(1);
    private readonly Trained trained;
    private readonly Adam optimiser;
    private readonly Tensor images, texts, targets;
    private int step;

    public ComposerStep()
    {
        trained = new Trained(preset, random);
        var decays = trained.Parameters().ToLookup(parameter => parameter.Tensor.Rank > 1);
        optimiser = new Adam([new ParameterGroup(decays[true], preset.LearningRate, preset.WeightDecay), new ParameterGroup(decays[false], preset.LearningRate)], decoupled: true);
        (images, texts, targets) = (Units(), Units(), Units());
    }

    public void Run()
    {
        var first = step++ * preset.Batch % Examples;
        using var scope = Scope.Begin();
        var (image, text, target) = (Batch(images, first), Batch(texts, first), Batch(targets, first));
        var composed = trained.Composer.Compose(image, text);
        var loss = (composed.Query.L2Normalise().MatMul(target, transposeB: true) * trained.LogScale.Exp()).InfoNce();
        loss += preset.WeightLoss * composed.WeightLogits!.KullbackLeibler(WeightTeacher.Of(image, text, target, preset.WeightTemperature));
        loss.Backward();
        optimiser.ClipGradients(preset.MaxGradientNorm);
        optimiser.Step();
    }

    public void Dispose()
    {
        optimiser.Dispose();
        trained.Dispose();
        images.Dispose();
        texts.Dispose();
        targets.Dispose();
    }

    private Tensor Units()
    {
        var numbers = WorkData.Numbers(random, Examples * Dimensions);
        for (var row = 0; row < Examples; row++)
        {
            var vector = numbers.AsSpan(row * Dimensions, Dimensions);
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        }

        return Tensor.From(numbers, [Examples, Dimensions]);
    }

    private Tensor Batch(Tensor rows, int first) => Tensor.From(rows.Data.Slice(first * Dimensions, preset.Batch * Dimensions).ToArray(), [preset.Batch, Dimensions]);

    private sealed class Trained : Module
    {
        public Trained(ProgressivePreset preset, RandomSource random)
        {
            Composer = AddChild("composer", new AdaptiveWeights(Dimensions, preset, random));
            LogScale = AddParameter("logit_scale", [1]);
            LogScale.Data[0] = 2.66f;
        }

        public AdaptiveWeights Composer { get; }

        public Tensor LogScale { get; }
    }
}
