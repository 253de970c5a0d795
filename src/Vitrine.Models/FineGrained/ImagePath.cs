using System.Numerics.Tensors;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.FineGrained;

/// <summary>
/// Features of photos to representations: one linear layer as published; where asked for, a hidden layer before it, and features as signed roots, or as how near these are to those of
/// some photos, of mean 0 and deviation 1. Buffers: <c>mean</c>, <c>deviation</c> [inputs]; <c>landmarks.photos</c>. Children: <c>landmarks</c>, <c>hidden</c>, <c>output</c>.
/// </summary>
internal sealed class ImagePath : Module
{
    private readonly Tensor? mean;
    private readonly Tensor? deviation;
    private readonly Landmarks? landmarks;
    private readonly Linear? hidden;
    private readonly Linear output;
    private readonly float dropout;
    private readonly bool areClasses;

    /// <param name="features">Numbers of a photo.</param>
    /// <param name="preset">Sizes.</param>
    /// <param name="random">Draws the first weights.</param>
    public ImagePath(int features, FineGrainedPreset preset, RandomSource random)
    {
        var inputs = features;
        if (preset.Landmarks > 0)
        {
            landmarks = AddChild("landmarks", new Landmarks(preset.Landmarks, features));
            inputs = preset.Landmarks;
        }

        if (preset.RootFeatures)
        {
            mean = AddBuffer("mean", [inputs]);
            deviation = AddBuffer("deviation", [inputs], 1);
        }

        hidden = preset.ImageHidden > 0 ? AddChild("hidden", GlorotLinear.New(inputs, preset.ImageHidden, random, Activation.Relu)) : null;
        output = AddChild("output", GlorotLinear.New(hidden is null ? inputs : preset.ImageHidden, preset.Width, random));
        dropout = preset.InputDropout;
        areClasses = preset.RepresentsClasses;
    }

    /// <summary>Draws the landmarks, and measures mean and deviation of the inputs, where they are used.</summary>
    /// <param name="count">Photos.</param>
    /// <param name="take">Gives the features of some, [photos, features], to the open scope.</param>
    /// <param name="random">Draws.</param>
    /// <param name="cancellation">Stops.</param>
    public void Fit(int count, Func<int[], Tensor> take, RandomSource random, CancellationToken cancellation)
    {
        const int AtOnce = 512;
        if (mean is null || deviation is null)
            return;
        if (landmarks is not null)
        {
            var photos = Enumerable.Range(0, count).ToArray();
            random.Shuffle<int>(photos);
            using var scope = Scope.Begin(recordGradients: false);
            landmarks.Place(Roots(take(photos[..landmarks.Count])));
        }

        var (sums, squares) = (new double[mean.Length], new double[mean.Length]);
        for (var start = 0; start < count; start += AtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = Scope.Begin(recordGradients: false);
            var rows = Inputs(take([.. Enumerable.Range(start, Math.Min(AtOnce, count - start))])).Data;
            for (var i = 0; i < rows.Length; i++)
            {
                sums[i % sums.Length] += rows[i];
                squares[i % sums.Length] += (double)rows[i] * rows[i];
            }
        }

        for (var i = 0; i < sums.Length; i++)
        {
            var average = sums[i] / count;
            mean.Data[i] = (float)average;
            // A feature that is always the same tells nothing, and stays 0.
            deviation.Data[i] = Math.Sqrt(Math.Max(0, squares[i] / count - average * average)) is var spread and > 1e-6 ? (float)spread : 1;
        }
    }

    /// <param name="photos">[photos, features].</param>
    /// <param name="random">Of dropout in a training.</param>
    /// <returns>[photos, width]: before the softmax, where representations are probabilities of classes.</returns>
    public Tensor Logits(Tensor photos, RandomSource? random = null)
    {
        var x = mean is null || deviation is null ? photos : (Inputs(photos) - mean) / deviation;
        if (hidden is not null)
            x = hidden.Forward(x);
        return output.Forward(random is null || dropout == 0 ? x : x.Dropout(dropout, random));
    }

    /// <summary>The representations. [photos, width]</summary>
    public Tensor Forward(Tensor photos) => Representations(Logits(photos));

    /// <summary>What the product compares.</summary>
    public Tensor Representations(Tensor logits) => areClasses ? logits.Softmax() : logits;

    private Tensor Inputs(Tensor photos) => landmarks is null ? Roots(photos) : landmarks.Nearness(Roots(photos));

    private static Tensor Roots(Tensor photos)
    {
        var roots = Tensor.Empty(photos.Shape);
        TensorPrimitives.Abs(photos.Data, roots.Data);
        TensorPrimitives.Sqrt<float>(roots.Data, roots.Data);
        TensorPrimitives.CopySign<float>(roots.Data, photos.Data, roots.Data);
        return roots;
    }
}
