namespace Vitrine.Models.Contract;

/// <summary>What a model made of some items.</summary>
/// <param name="Items">Their numbers in the source. [n]</param>
/// <param name="Codes">
/// [n × ⌈bits / 64⌉], or null. Bit i of a code is bit i % 64 of word i / 64; it is 1 where the hash representation is ≥ 0. Layers follow
/// each other, coarse first; unused high bits are 0.
/// </param>
/// <param name="Vectors">[n × dimensions], row-major, or null.</param>
/// <param name="Parts">What rescoring needs; null where the model has no parts.</param>
public sealed record ItemBlock(IReadOnlyList<int> Items, ulong[]? Codes, float[]? Vectors, ItemParts? Parts);
