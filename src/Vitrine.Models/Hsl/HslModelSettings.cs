using System.Text.Json.Serialization;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Regions;

namespace Vitrine.Models.Hsl;

/// <summary>What HSL's model.json says beside the common part.</summary>
/// <param name="Training">The settings it was trained with; its network has the sizes of the data.</param>
/// <param name="Vocabulary">The words.</param>
/// <param name="Input">Size of the region features.</param>
/// <param name="RegionFeatures">Name and version of the region features; empty: those that the source brings.</param>
/// <param name="Label">What the model and its figures are called.</param>
/// <param name="WordVectors">Where the first vectors of the words came from; null: drawn at random.</param>
public sealed record HslModelSettings(
    HslPreset Training, Vocabulary Vocabulary, RegionInput Input, string RegionFeatures, string Label, WordOrigin? WordVectors = null)
{
    [JsonIgnore]
    public HslSettings Network => Training.Network;
}
