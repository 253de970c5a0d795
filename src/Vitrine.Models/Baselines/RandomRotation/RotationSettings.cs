namespace Vitrine.Models.Baselines.RandomRotation;

/// <summary>What the model.json of rotated vectors says beside the common part.</summary>
/// <param name="Dimensions">Of the vectors.</param>
/// <param name="Bits">Length of the code.</param>
public sealed record RotationSettings(int Dimensions, int Bits);
