namespace Vitrine.Onnx.Encoders;

/// <summary>The files of one network: the one of full precision, and those that hold it with fewer bits (float16, int8, …), so that they are smaller or faster.</summary>
/// <param name="Whole">The file of full precision.</param>
/// <param name="Quantised">The others, in the order of their names.</param>
/// <param name="Takes">What the network is for: pictures, texts, or both.</param>
public sealed record NetworkVersions(string Whole, IReadOnlyList<string> Quantised, IReadOnlyList<Modality> Takes);
