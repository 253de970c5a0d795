using System.Text.Json.Serialization;

namespace Vitrine.Models.Contract;

/// <summary>What tells a training how much each pair of products counts.</summary>
public enum TrainingLabels
{
    /// <summary>Labels of pairs that a siamese network learns from the titles and their categories first (Xu et al., ICCS 2019).</summary>
    [JsonStringEnumMemberName("fine-grained")]
    FineGrained,
}
