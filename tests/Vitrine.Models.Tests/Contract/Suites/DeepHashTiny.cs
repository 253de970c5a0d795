using Vitrine.Models.Hashing;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>Settings that train in a moment.</summary>
internal static class DeepHashTiny
{
    public static DeepHashPreset Preset { get; } = new() { Hidden = 32, Epochs = 6, MinimumSteps = 0, Batch = 16 };
}
