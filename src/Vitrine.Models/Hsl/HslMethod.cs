using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Regions;

namespace Vitrine.Models.Hsl;

/// <summary><c>train --method hsl</c>: words against regions and whole images.</summary>
public sealed class HslMethod : RegionMethod
{
    internal const string MethodName = "hsl";

    public override string Name => MethodName;

    public override MethodOptions Options { get; } = new([.. HslPreset.All.Select(preset => preset.Name)],
        TrainingOption.Epochs, TrainingOption.ImageEncoder, TrainingOption.WordVectors, TrainingOption.Labels, TrainingOption.Resume)
    {
        Variants = [.. HslVariant.Names],
    };

    protected override bool SeesMirrored(TrainingRequest request) => PresetOf(request).SeesMirrored;

    protected override RegionModel Make(IRegionEncoder? regions, RegionInput input, string[] texts, TrainingRequest request, CancellationToken cancellation)
    {
        var preset = PresetOf(request);
        preset = preset with { Schedule = preset.Schedule with { Epochs = request.Epochs ?? preset.Schedule.Epochs } };
        // A detector's regions are few, and each shows something else; half of them was measured on grids only.
        if (regions is null)
            preset = preset with { Schedule = preset.Schedule with { RegionShare = 1 } };
        input = input.Reduced(preset.MostAxes);
        var vocabulary = Vocabulary.Build(texts, preset.MinimumCount);
        var network = preset.Network with { RegionDimensions = input.Width, VocabularySize = SentenceWords.Special + vocabulary.Count };
        var start = request.WordVectors is null ? null : WordStart.Open(request.WordVectors, vocabulary, texts,
            network.WordDimensions > 0 ? network.WordDimensions : network.Width, isFixed: network.WordDimensions > 0, request.Seed, cancellation);
        if (start is not null)
            network = network with { WordDimensions = start.Vectors.Dimensions };
        var settings = new HslModelSettings(preset with { Network = network }, vocabulary, input, regions?.Version ?? "",
            ModelNames.Of(Name, request), start?.Origin);
        var model = new HslModel(settings, regions, request.Seed);
        start?.Vectors.CopyTo(vocabulary.Terms, model.Network.Text.Words.Weight.Data[(SentenceWords.Special * network.WordDimensions)..]);
        return model;
    }

    protected override RegionModel Restore(string storePath, ModelCard card)
    {
        var settings = card.Unpack<HslModelSettings>();
        return new HslModel(settings, RegionsOf(storePath, settings.RegionFeatures), card.Seed);
    }

    private static HslPreset PresetOf(TrainingRequest request) =>
        HslVariant.Apply(HslPreset.All.First(known => known.Name == request.Preset), request.Variant);
}
