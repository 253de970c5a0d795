using Vitrine.Catalogue.Text;
using Vitrine.Models.Files;
using Vitrine.Models.Regions;

namespace Vitrine.Models.Baselines.Vse;

/// <summary><c>train --method vse</c>: VSE++ on the features of regions.</summary>
public sealed class VseMethod : RegionMethod
{
    internal const string MethodName = "vse";

    public override string Name => MethodName;

    public override IReadOnlyList<string> Presets { get; } = [Models.Presets.Default];

    private protected override RegionModel Make(IRegionEncoder? regions, int regionDimensions, string[] texts, TrainingRequest request, CancellationToken cancellation)
    {
        var settings = new VseSettings(Vocabulary.Build(texts, minimumCount: 2), RegionInput.Of(regionDimensions), regions?.Version ?? "");
        settings = settings with { Schedule = settings.Schedule with { Epochs = request.Epochs ?? settings.Schedule.Epochs } };
        return new VseModel(settings, regions, request.Seed);
    }

    private protected override RegionModel Restore(string storePath, ModelCard card)
    {
        var settings = card.Unpack<VseSettings>();
        return new VseModel(settings, RegionsOf(storePath, settings.RegionFeatures), card.Seed);
    }
}
