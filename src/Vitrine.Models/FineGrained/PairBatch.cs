namespace Vitrine.Models.FineGrained;

/// <summary>The pairs of a step.</summary>
/// <param name="Left">Items whose texts are compared.</param>
/// <param name="Right">Items that they are compared with.</param>
/// <param name="IsCross">Each with each, [left, right]; otherwise one by one.</param>
/// <param name="Matches">For each pair, row by row, whether the two are of one class.</param>
internal sealed record PairBatch(int[] Left, int[] Right, bool IsCross, bool[] Matches)
{
    /// <summary>The items of a pair, by its place in <see cref="Matches"/>.</summary>
    public (int Left, int Right) this[int pair] => IsCross ? (Left[pair / Right.Length], Right[pair % Right.Length]) : (Left[pair], Right[pair]);
}

/// <summary>Which pairs each step of a training sees.</summary>
internal interface IPairBatches
{
    int StepsPerEpoch { get; }

    /// <summary>Pairs of a step.</summary>
    int Size { get; }

    PairBatch Of(int epoch, int step);

    /// <summary>Those that a preset asks for.</summary>
    /// <param name="classes">Of each item.</param>
    /// <param name="preset">The settings.</param>
    /// <param name="seed">Of draw and orders.</param>
    static IPairBatches Of(int[] classes, FineGrainedPreset preset, ulong seed) =>
        preset.ComparesAll ? new CrossPairs(classes, preset.Batch, seed) : new SampledPairs(classes, preset.Batch, seed);

    /// <summary>Some of all pairs, evenly spread: what ranks are taken among.</summary>
    /// <param name="most">At most so many.</param>
    IEnumerable<(int Left, int Right, bool Matches)> Sample(int most);
}
