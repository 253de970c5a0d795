using Vitrine.Catalogue.Text;
using Vitrine.Models.Encoders.Texts;

namespace Vitrine.Models.FineGrained;

/// <summary>What the model.json of a siamese network says beside the common part.</summary>
/// <param name="Vocabulary">The words.</param>
/// <param name="Weighting">What each weighs in a text.</param>
/// <param name="Graph">Of the words.</param>
/// <param name="Words">Where the vectors came from that tell which words are near.</param>
/// <param name="Training">The settings it was trained with.</param>
public sealed record SiameseSettings(Vocabulary Vocabulary, TermWeighting Weighting, WordGraph Graph, WordOrigin Words, FineGrainedPreset Training);
