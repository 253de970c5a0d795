namespace Vitrine.Onnx.Sessions;

/// <summary>An input or output of a network, as its file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its sizes; −1 where they may be any.</param>
/// <param name="IsReal">Whether it holds real numbers (of 32 or 16 bits), as pixels and vectors do.</param>
/// <param name="IsHalf">Whether these have 16 bits.</param>
/// <param name="BatchName">What the file calls the number of items, where that may be any; inputs that call it the same want as many.</param>
internal sealed record TensorPlace(string Name, IReadOnlyList<int> Shape, bool IsReal, bool IsHalf, string BatchName)
{
    /// <summary>How many items this input wants where another has some.</summary>
    public long BatchBeside(TensorPlace other, int count) => Shape[0] > 0 ? Shape[0] : BatchName.Length > 0 && BatchName == other.BatchName ? count : 1;
}

/// <summary>What a network says.</summary>
/// <param name="Shape">Sizes.</param>
/// <param name="Values">[shape], row-major.</param>
internal readonly record struct NetworkOutput(long[] Shape, float[] Values);
