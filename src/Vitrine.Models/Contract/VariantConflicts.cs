namespace Vitrine.Models.Contract;

/// <summary>Variants that set the same thing in another way: asked for together, the last would win, and the model's name would say both.</summary>
internal static class VariantConflicts
{
    private static readonly string[][] Alternatives =
    [
        ["gru", "transformer"], ["no-heads", "mu-1", "mu-2", "mu-4"],
        ["one-level", "three-level"], ["object", "image"], ["sum", "max", "top-k"],
        ["counts", "tf-idf"], ["raw-features", "root-features"], ["raw-features", "landmarks"], ["no-landmarks", "landmarks"], ["drawn-pairs", "all-pairs"], ["linear-image", "hidden-image"], ["batch-mean", "none"],
        ["image-only", "text-only", "fixed-half", "fixed-tuned", "title-and-change", "tirg", "combiner"], ["text-learns", "towers-learn"],
    ];

    /// <summary>Two of some names that exclude each other, or are the same; null where all go together.</summary>
    public static (string One, string Other)? In(IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (names[i] == names[j] || Array.Exists(Alternatives, group => group.Contains(names[i]) && group.Contains(names[j])))
                    return (names[j], names[i]);
            }
        }

        return null;
    }
}
