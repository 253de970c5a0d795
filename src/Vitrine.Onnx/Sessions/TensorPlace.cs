namespace Vitrine.Onnx.Sessions;

/// <summary>An input or output of a network, as its file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its sizes; −1 where they may be any.</param>
/// <param name="IsReal">Whether it holds real numbers (of 32 or 16 bits), as pixels and vectors do.</param>
/// <param name="IsHalf">Whether these have 16 bits.</param>
internal sealed record TensorPlace(string Name, IReadOnlyList<int> Shape, bool IsReal, bool IsHalf);

/// <summary>What a network says.</summary>
/// <param name="Shape">Sizes.</param>
/// <param name="Values">[shape], row-major.</param>
internal readonly record struct NetworkOutput(long[] Shape, float[] Values);
