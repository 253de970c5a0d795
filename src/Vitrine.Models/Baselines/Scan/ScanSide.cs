using Vitrine.Models.Encoders.Texts;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines.Scan;

/// <summary>The vectors of the words of many texts, or of the regions of many images.</summary>
/// <param name="counts">Vectors of each.</param>
/// <param name="dimensions">Of a vector.</param>
internal sealed class ScanSide(int[] counts, int dimensions)
{
    private readonly float[][] vectors = new float[counts.Length][]; // each [count, dimensions]

    /// <summary>Keeps what the network made of a batch. [batch, time, dimensions]</summary>
    public void Set(int start, Tensor batch)
    {
        var width = batch.Shape[1] * dimensions;
        for (var i = 0; i < batch.Shape[0]; i++)
            vectors[start + i] = batch.Data.Slice(i * width, counts[start + i] * dimensions).ToArray();
    }

    /// <summary>Some of them, padded.</summary>
    public (Tensor Vectors, SequenceLengths Lengths) Take(IReadOnlyList<int> chosen)
    {
        var lengths = new SequenceLengths([.. chosen.Select(i => counts[i])], chosen.Max(i => counts[i]));
        var padded = Tensor.Zeros([chosen.Count, lengths.Time, dimensions]);
        for (var i = 0; i < chosen.Count; i++)
            vectors[chosen[i]].CopyTo(padded.Data[(i * lengths.Time * dimensions)..]);
        return (padded, lengths);
    }
}
