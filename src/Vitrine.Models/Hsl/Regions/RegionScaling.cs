using System.Numerics.Tensors;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Hsl.Regions;

/// <summary>Region features of mean 0 and common size, measured on training images. Buffers: <c>mean</c>, <c>scale</c>; as made they change nothing.</summary>
public sealed class RegionScaling : Module
{
    // More images would not move the third digit.
    private const int MeasuredImages = 2000;

    // A feature that hardly ever fires must not count a hundredfold where it does.
    private const double DeviationFloor = 0.5;

    private readonly Tensor mean;
    private readonly Tensor scale;

    public RegionScaling(int dimensions)
    {
        mean = AddBuffer("mean", [dimensions]);
        scale = AddBuffer("scale", [dimensions], 1);
    }

    /// <summary>Measures some of the images, evenly spread over those given.</summary>
    public void Measure(IRegionSource regions, IReadOnlyList<int> items)
    {
        var dimensions = regions.Dimensions;
        var (sums, squares, rows) = (new double[dimensions], new double[dimensions], 0L);
        var buffer = new float[regions.MaxRegions * dimensions];
        var measured = Math.Min(MeasuredImages, items.Count);
        for (var i = 0; i < measured; i++)
        {
            var item = items[(int)((long)i * items.Count / measured)];
            regions.Read(item, buffer);
            for (var region = 0; region < regions.CountOf(item); region++, rows++)
            {
                for (var j = 0; j < dimensions; j++)
                {
                    var value = (double)buffer[region * dimensions + j];
                    sums[j] += value;
                    squares[j] += value * value;
                }
            }
        }

        var variances = new double[dimensions];
        for (var j = 0; j < dimensions; j++)
            variances[j] = Math.Max(0, squares[j] / rows - Math.Pow(sums[j] / rows, 2));
        var floor = Math.Sqrt(variances.Average()) * DeviationFloor + double.Epsilon;
        for (var j = 0; j < dimensions; j++)
            (mean.Data[j], scale.Data[j]) = ((float)(sums[j] / rows), (float)(1 / Math.Max(Math.Sqrt(variances[j]), floor)));
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
                TensorPrimitives.Multiply(values, scale.Data, values);
            }
        }

        return new RegionBatch(batch, new SequenceLengths(counts, time));
    }
}
