using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Regions;

namespace Vitrine.Models.Baselines.Vse;

/// <summary><c>train --method vse</c>: VSE++ on the features of regions.</summary>
public sealed class VseMethod : RegionMethod
{
    internal const string MethodName = "vse";

    public override string Name => MethodName;

    public override MethodOptions Options { get; } = new([Presets.Default], TrainingOption.Epochs, TrainingOption.ImageEncoder, TrainingOption.Resume);

    protected override RegionModel Make(IRegionEncoder? regions, RegionInput input, string[] texts, TrainingRequest request, CancellationToken cancellation)
    {
        var settings = new VseSettings(Vocabulary.Build(texts, VseSettings.DefaultMinimumCount), input.Reduced(), regions?.Version ?? "");
        settings = settings with { Schedule = settings.Schedule with { Epochs = request.Epochs ?? settings.Schedule.Epochs } };
        return new VseModel(settings, regions, request.Seed);
    }

    protected override RegionModel Restore(string storePath, ModelCard card)
    {
        var settings = card.Unpack<VseSettings>();
        return new VseModel(settings, RegionsOf(storePath, settings.RegionFeatures), card.Seed);
    }
}
