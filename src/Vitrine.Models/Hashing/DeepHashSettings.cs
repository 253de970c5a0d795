using Vitrine.Models.Encoders;

namespace Vitrine.Models.Hashing;

/// <summary>What the model.json of a deep baseline says beside the common part.</summary>
/// <param name="Inputs">What is seen of photos and texts.</param>
/// <param name="Bits">Length of the code.</param>
/// <param name="Classes">Finest categories of the training.</param>
/// <param name="TermsPerTitle">Of the average training title.</param>
/// <param name="Training">The settings it was trained with.</param>
public sealed record DeepHashSettings(FeatureSettings Inputs, int Bits, int Classes, int TermsPerTitle, DeepHashPreset Training);
