namespace Vitrine.Onnx.Graphs;

/// <summary>An operation of a graph.</summary>
/// <param name="Operation">Conv, Relu, …</param>
/// <param name="Inputs">Names of tensors; empty where an optional one is left out.</param>
/// <param name="Outputs">Names of tensors.</param>
/// <param name="Whole">Attributes that are whole numbers, or lists of them.</param>
/// <param name="Real">Attributes that are one real number.</param>
public sealed record OnnxNode(
    string Operation, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, long[]> Whole, IReadOnlyDictionary<string, float> Real)
{
    /// <summary>An attribute, or its default.</summary>
    public long[] Wholes(string name, params long[] fallback) => Whole.TryGetValue(name, out var values) ? values : fallback;
}
