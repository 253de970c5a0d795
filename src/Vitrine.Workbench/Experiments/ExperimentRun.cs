using Vitrine.Models.Contract;
using Vitrine.Search;

namespace Vitrine.Workbench.Experiments;

/// <summary>One method with its options, under the name that its metric keys begin with.</summary>
/// <param name="Label">Unique in its experiment.</param>
/// <param name="Method">As for 'vitrine train', like all that follows; <see cref="Shop"/> for the shop model, which 'vitrine train STORE' makes of several methods.</param>
/// <param name="Bits">Of codes.</param>
/// <param name="Flat">HiCHNet-flat.</param>
/// <param name="Preset">All settings in one word.</param>
/// <param name="Epochs">Null: the preset's.</param>
/// <param name="Variant">Null: none.</param>
/// <param name="By">What is compared; null: what the model does best on the validation part.</param>
/// <param name="ImageEncoder">
/// The label of an earlier run, for the image network that it learned from the same seed; "small"; or a folder below <c>../shared</c>. Null: the method's own
/// choice.
/// </param>
/// <param name="TextEncoder">A folder below <c>../shared</c>, or the name of an encoder that this program can fetch. Null: words alone.</param>
/// <param name="FineTune">How much of the image encoder learns; null: its vectors are features.</param>
/// <param name="Labels">What tells how much a pair of products counts; null: each alike.</param>
/// <param name="From">The label of an earlier run, whose model of the same seed the training starts from; null: from nothing.</param>
/// <param name="Hashing">How a hashing of layers departs from its preset; null: nothing.</param>
/// <param name="Rescore">The label of an earlier run, by whose vectors the task "pairs-codes" scores the first 200 anew; null: nothing is scored anew.</param>
/// <param name="IsStage">Whether the run only makes a model for others to start from or to look through: it is trained, and not measured.</param>
/// <param name="Minutes">What the shop model may take; null: what a shop of its size is worth.</param>
/// <param name="Tasks">Of the experiment's, those that this run is measured on; null: all.</param>
public sealed record ExperimentRun(
    string Label, string Method, int? Bits = null, bool Flat = false, string Preset = Presets.Default, int? Epochs = null, string? Variant = null, string? ImageEncoder = null,
    SearchBy? By = null, string? TextEncoder = null, FineTuning? FineTune = null, TrainingLabels? Labels = null, string? From = null, bool? IsStage = null, HashingOptions? Hashing = null, string? Rescore = null, double? Minutes = null,
    IReadOnlyList<string>? Tasks = null)
{
    /// <summary>The shop model, as a method.</summary>
    public const string Shop = "shop";

    /// <summary>The model's name in the experiment's store.</summary>
    public string Model(int seed) => $"{Label}-seed-{seed}";

    /// <param name="seed">One of the experiment's.</param>
    /// <param name="earlier">The runs before this one.</param>
    /// <param name="repository">Where published networks are looked for.</param>
    public TrainingRequest Request(int seed, IEnumerable<ExperimentRun> earlier, Repository repository) => new(Model(seed))
    {
        Bits = Bits,
        Flat = Flat,
        Preset = Preset,
        Epochs = Epochs,
        Variant = Variant,
        Seed = (ulong)seed,
        ImageEncoder = earlier.FirstOrDefault(run => run.Label == ImageEncoder)?.Model(seed) ?? FolderOf(ImageEncoder, repository),
        TextEncoder = FolderOf(TextEncoder, repository),
        FineTune = FineTune,
        Labels = Labels,
        Hashing = Hashing ?? new HashingOptions(),
        From = From is null ? null : earlier.FirstOrDefault(run => run.Label == From)?.Model(seed)
            ?? throw new MeasurementException($"the run '{Label}' starts from '{From}', and no earlier run is called so.", "put that run before it."),
    };

    private static string? FolderOf(string? encoder, Repository repository) => encoder?.Contains('/') == true ? Path.Combine(repository.SharedFolder, encoder) : encoder;
}
