using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;

namespace Vitrine.Models.Hashing;

/// <summary>A complete set of settings for the training of a deep baseline. The default is that of HiCHNet wherever both have a setting, so that methods differ and not budgets.</summary>
public sealed record DeepHashPreset
{
    public string Name { get; init; } = Presets.Default;

    /// <summary>What is seen of photos; <see cref="ImageInputKind.Raw"/> lets a CNN-F learn with the rest.</summary>
    public ImageInputKind Images { get; init; } = ImageInputKind.Whitened;

    /// <summary>Width of the features g of texts, and of whitened images.</summary>
    public int Hidden { get; init; } = 512;

    public int Epochs { get; init; } = 30;

    /// <summary>A catalogue so small that its epochs would not reach this number of steps gets more of them.</summary>
    public int MinimumSteps { get; init; } = 3000;

    public int Batch { get; init; } = 128;

    /// <summary>Of the first step; it falls linearly.</summary>
    public float FirstRate { get; init; } = 2e-3f;

    /// <summary>Of the last step.</summary>
    public float LastRate { get; init; } = 2e-5f;

    /// <summary>Share of g that is dropped in training.</summary>
    public float Dropout { get; init; } = 0.3f;

    /// <summary>
    /// As published in DCMH: per epoch first all image steps, then all text steps, each against the other modality's codes of the whole training part in a buffer, by plain
    /// SGD, every term divided by the number of pairs. Otherwise both networks at every step, each against the other's fresh codes of its batch, by Adam, every term a mean.
    /// </summary>
    public bool IsAlternating { get; init; }

    /// <summary>Epochs for a training part of this size.</summary>
    public int EpochsFor(int items) => Math.Max(Epochs, (MinimumSteps + StepsPerPass(items) - 1) / StepsPerPass(items));

    /// <summary>Steps of a pass over the items.</summary>
    public int StepsPerPass(int items) => Math.Max(1, (int)Math.Round((double)items / Batch));
}
