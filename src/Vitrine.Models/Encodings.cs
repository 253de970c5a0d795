namespace Vitrine.Models;

/// <summary>Codes and vectors of a number of items, as the index takes them.</summary>
/// <param name="Count">n items.</param>
/// <param name="Codes">
/// [n × ceil(bits / 64)], or null. Bit i of a code is bit i % 64 of word i / 64; it is 1 where the hash representation is ≥ 0. Layers follow
/// each other, coarse first; unused high bits are 0.
/// </param>
/// <param name="Vectors">[n × dimensions], row-major, or null.</param>
public sealed record Encodings(int Count, ulong[]? Codes, float[]? Vectors);
