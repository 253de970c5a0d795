using Vitrine.Tensors;

namespace Vitrine.Models.Encoders.Texts;

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

    /// <summary>The mean of each sequence's steps that count.</summary>
    /// <param name="steps">[batch, time, features]; padding may hold anything finite.</param>
    /// <returns>[batch, features]</returns>
    public Tensor Mean(Tensor steps) => MeanWeights().BatchMatMul(steps).Reshape([Batch, steps.Shape[2]]);

    private Tensor Weights(Func<int, float> value)
    {
        var weights = Tensor.Zeros([Batch, Time]);
        for (var b = 0; b < Batch; b++)
            weights.Data.Slice(b * Time, Counts[b]).Fill(value(Counts[b]));
        return weights;
    }
}
