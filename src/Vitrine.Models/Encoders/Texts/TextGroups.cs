using Vitrine.Catalogue.Text;

namespace Vitrine.Models.Encoders.Texts;

/// <summary>Which texts of a training are the same (<see cref="SameTitle"/>): they are no wrong answers for each other.</summary>
internal static class TextGroups
{
    /// <summary>A number per text, the same for texts that say the same.</summary>
    public static int[] Of(IEnumerable<string> texts)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. texts.Select(SameTitle.KeyOf).Select(key => numbers.TryAdd(key, numbers.Count) ? numbers.Count - 1 : numbers[key])];
    }
}
