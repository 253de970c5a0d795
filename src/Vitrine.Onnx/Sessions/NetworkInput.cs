namespace Vitrine.Onnx.Sessions;

/// <summary>A tensor that goes into a network.</summary>
/// <param name="Name">One of the network's inputs.</param>
/// <param name="Shape">Its sizes; the numbers are row-major.</param>
internal abstract record NetworkInput(string Name, long[] Shape);

/// <summary>Real numbers: pixels.</summary>
internal sealed record RealInput(string Name, long[] Shape, Memory<float> Values) : NetworkInput(Name, Shape);

/// <summary>Whole numbers: tokens, and what goes with them.</summary>
internal sealed record WholeInput(string Name, long[] Shape, long[] Values) : NetworkInput(Name, Shape);
