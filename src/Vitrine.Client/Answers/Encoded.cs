namespace Vitrine.Client.Answers;

/// <summary>What a model made of words or a picture.</summary>
/// <param name="Model">The model.</param>
/// <param name="Vector">To be compared by inner product; null where the model gives none.</param>
/// <param name="Code">Bits in words of 64, little-endian; null where the model gives none.</param>
/// <param name="UnknownWords">Words that the model has never seen.</param>
public sealed record Encoded(string Model, IReadOnlyList<float>? Vector, byte[]? Code, IReadOnlyList<string> UnknownWords);
