namespace Vitrine.Models.Encoders.Texts;

/// <summary>Which texts of a training read the same: they are no wrong answers for each other.</summary>
internal static class TextGroups
{
    /// <summary>A number per text, the same for texts of the same tokens.</summary>
    public static int[] Of(IEnumerable<int[]> texts)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. texts.Select(text => string.Join(' ', text)).Select(key => numbers.TryAdd(key, numbers.Count) ? numbers.Count - 1 : numbers[key])];
    }
}
