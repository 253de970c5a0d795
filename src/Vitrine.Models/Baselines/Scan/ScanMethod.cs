using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Regions;

namespace Vitrine.Models.Baselines.Scan;

/// <summary><c>train --method scan</c>: SCAN on the features of regions.</summary>
public sealed class ScanMethod : RegionMethod
{
    internal const string MethodName = "scan";

    public override string Name => MethodName;

    public override MethodOptions Options { get; } = new([Presets.Default], TrainingOption.Epochs, TrainingOption.ImageEncoder, TrainingOption.Resume);

    protected override RegionModel Make(IRegionEncoder? regions, RegionInput input, string[] texts, TrainingRequest request, CancellationToken cancellation)
    {
        var settings = new ScanSettings(Vocabulary.Build(texts, ScanSettings.DefaultMinimumCount), input.Reduced(), regions?.Version ?? "");
        settings = settings with { Schedule = settings.Schedule with { Epochs = request.Epochs ?? settings.Schedule.Epochs } };
        return new ScanModel(settings, regions, request.Seed);
    }

    protected override RegionModel Restore(string storePath, ModelCard card)
    {
        var settings = card.Unpack<ScanSettings>();
        return new ScanModel(settings, RegionsOf(storePath, settings.RegionFeatures), card.Seed);
    }
}
