namespace Vitrine.Onnx.Graphs;

/// <summary>A constant of a graph: a weight.</summary>
/// <param name="Name">Nodes call it by this.</param>
/// <param name="Shape">Its sizes; empty for a single number.</param>
/// <param name="IsFloat">Whether it is float32 and lies in the file as such.</param>
/// <param name="Offset">Where its numbers begin in the file; little-endian.</param>
/// <param name="Bytes">How many bytes they have.</param>
public sealed record OnnxTensor(string Name, IReadOnlyList<long> Shape, bool IsFloat, long Offset, long Bytes);
