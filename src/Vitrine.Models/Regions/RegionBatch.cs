using Vitrine.Models.Encoders.Texts;

namespace Vitrine.Models.Regions;

/// <summary>Regions of a batch of images.</summary>
/// <param name="Features">[batch, time, region dimensions]; padding may hold anything finite.</param>
/// <param name="Lengths">How many regions each image has.</param>
public sealed record RegionBatch(Tensor Features, SequenceLengths Lengths);
