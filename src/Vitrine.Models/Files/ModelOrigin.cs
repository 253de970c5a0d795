namespace Vitrine.Models.Files;

/// <summary>The model that a training started from.</summary>
/// <param name="Name">In the same store.</param>
/// <param name="WeightsHash">Of its weights then.</param>
public sealed record ModelOrigin(string Name, string WeightsHash);
