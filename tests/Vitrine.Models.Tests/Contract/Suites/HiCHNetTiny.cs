using Vitrine.Models.HiCHNet;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>Settings that train in a moment.</summary>
internal static class HiCHNetTiny
{
    public static HiCHNetPreset Preset { get; } = HiCHNetPreset.Default with { Hidden = 32, Epochs = 10, MinimumSteps = 0, Batch = 16 };
}
