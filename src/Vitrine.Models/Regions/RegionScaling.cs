using System.Numerics.Tensors;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Regions;

/// <summary>
/// Region features of mean 0 and common size, measured on training images; many of them reduced to their principal axes first. Detectors give
/// 2,048 numbers of which most of the variance is noise: a network fed with all of them learns single training images by heart, and spends most of its
/// time on it. Buffers: <c>mean</c>, <c>axes</c> where reduced, <c>scale</c>.
/// </summary>
public sealed class RegionScaling : Module
{
    // More images would not move the third digit.
    private const int MeasuredImages = 2000;

    // A feature that hardly ever fires must not count a hundredfold where it does.
    private const double DeviationFloor = 0.5;

    private readonly Tensor mean;
    private readonly Tensor? axes;
    private readonly Tensor scale;

    public RegionScaling(RegionInput input)
    {
        mean = AddBuffer("mean", [input.Dimensions]);
        scale = AddBuffer("scale", [input.Width], 1);
        if (input.Axes == 0)
            return;
        axes = AddBuffer("axes", [input.Dimensions, input.Axes]);
        for (var i = 0; i < input.Axes; i++)
            axes.Data[i * input.Axes + i] = 1;
    }

    /// <summary>Measures some of the images, evenly spread over those given.</summary>
    public void Measure(IRegionSource regions, IReadOnlyList<int> items)
    {
        using var features = Sample(regions, items);
        var rows = new CentredFeatures(features.Shape[0], features.Shape[1], items => features.Gather(items));
        rows.Mean.CopyTo(mean.Data);
        double[] deviations;
        if (axes is null)
        {
            deviations = Deviations(features, rows.Mean);
        }
        else
        {
            var (found, along) = PrincipalAxes.Find(rows, axes.Shape[1], new RandomSource(1));
            using var tensor = found.ToTensor();
            tensor.Data.CopyTo(axes.Data);
            deviations = along;
        }

        var floor = Math.Max(Math.Sqrt(deviations.Average(deviation => deviation * deviation)) * DeviationFloor, rows.LeastDeviation);
        for (var j = 0; j < deviations.Length; j++)
            scale.Data[j] = (float)(1 / Math.Max(deviations[j], floor));
    }

    /// <summary>A padded batch of images.</summary>
    public RegionBatch Batch(IRegionSource regions, ReadOnlySpan<int> items)
    {
        var counts = new int[items.Length];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = Math.Min(regions.CountOf(items[i]), regions.MaxRegions);
        var (time, dimensions) = (counts.Max(), regions.Dimensions);
        var batch = Tensor.Empty([items.Length, time, dimensions]);
        for (var i = 0; i < counts.Length; i++)
        {
            var row = batch.Data.Slice(i * time * dimensions, time * dimensions);
            regions.Read(items[i], row);
            for (var region = 0; region < counts[i]; region++)
            {
                var values = row.Slice(region * dimensions, dimensions);
                TensorPrimitives.Subtract(values, mean.Data, values);
                if (axes is null)
                    TensorPrimitives.Multiply(values, scale.Data, values);
            }
        }

        if (axes is not null)
            batch = batch.Reshape([items.Length * time, dimensions]).MatMul(axes).Multiply(scale).Reshape([items.Length, time, axes.Shape[1]]);
        return new RegionBatch(batch, new SequenceLengths(counts, time));
    }

    // [regions of the measured images, dimensions]
    private static Tensor Sample(IRegionSource regions, IReadOnlyList<int> items)
    {
        var measured = Math.Min(MeasuredImages, items.Count);
        int[] chosen = [.. Enumerable.Range(0, measured).Select(i => items[(int)((long)i * items.Count / measured)])];
        var features = Tensor.Empty([chosen.Sum(regions.CountOf), regions.Dimensions]);
        var buffer = new float[regions.MaxRegions * regions.Dimensions];
        var written = 0;
        foreach (var item in chosen)
        {
            regions.Read(item, buffer);
            var values = buffer.AsSpan(0, regions.CountOf(item) * regions.Dimensions);
            values.CopyTo(features.Data[written..]);
            written += values.Length;
        }

        return features;
    }

    private static double[] Deviations(Tensor features, float[] mean)
    {
        var squares = new double[mean.Length];
        for (var i = 0; i < features.Length; i++)
            squares[i % mean.Length] += Math.Pow((double)features.Data[i] - mean[i % mean.Length], 2);
        return [.. squares.Select(sum => Math.Sqrt(sum / features.Shape[0]))];
    }
}
