using Vitrine.Tensors;

namespace Vitrine.Models.Hsl;

/// <summary>Which steps of padded sequences count: word sequences or region sets of different length in one tensor.</summary>
/// <param name="Counts">[batch]; each 1 … time.</param>
/// <param name="Time">The common padded length.</param>
public sealed record SequenceLengths(int[] Counts, int Time)
{
    public int Batch => Counts.Length;

    /// <summary>1 where a step counts, 0 where it is padding. [batch, time]</summary>
    public Tensor Mask() => Weights(_ => 1);

    /// <summary>Weights of the mean over the steps that count. [batch, 1, time]</summary>
    public Tensor MeanWeights() => Weights(length => 1f / length).Reshape([Batch, 1, Time]);

    /// <summary>Weights of the sum. [batch, 1, time]</summary>
    public Tensor SumWeights() => Mask().Reshape([Batch, 1, Time]);

    private Tensor Weights(Func<int, float> value)
    {
        var weights = Tensor.Zeros([Batch, Time]);
        for (var b = 0; b < Batch; b++)
            weights.Data.Slice(b * Time, Counts[b]).Fill(value(Counts[b]));
        return weights;
    }
}

/// <summary>Regions of a batch of images.</summary>
/// <param name="Features">[batch, time, region dimensions]; padding may hold anything finite.</param>
/// <param name="Lengths">How many regions each image has.</param>
public sealed record RegionBatch(Tensor Features, SequenceLengths Lengths);

/// <summary>Words of a batch of texts.</summary>
/// <param name="Words">[batch × time] rows of the vocabulary.</param>
/// <param name="Lengths">How many words each text has.</param>
public sealed record WordBatch(int[] Words, SequenceLengths Lengths);
