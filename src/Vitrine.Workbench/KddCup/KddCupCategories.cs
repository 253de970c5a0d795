using Vitrine.Catalogue;

namespace Vitrine.Workbench.KddCup;

/// <summary>The category of every item: what its largest region shows, in a tree of one layer.</summary>
internal sealed class KddCupCategories
{
    private readonly int[] categories;

    /// <param name="rows">The items.</param>
    /// <param name="names">Of the labels, as far as they are known.</param>
    /// <param name="cancellation">Stops between items.</param>
    public KddCupCategories(KddCupRows rows, IReadOnlyDictionary<long, string> names, CancellationToken cancellation)
    {
        var numbers = new Dictionary<long, int>();
        categories = new int[rows.Count];
        for (var item = 0; item < categories.Length; item++)
        {
            cancellation.ThrowIfCancellationRequested();
            var label = rows.Caption(item).LargestLabel;
            if (!numbers.TryGetValue(label, out categories[item]))
                numbers.Add(label, categories[item] = numbers.Count);
        }

        // A name that two labels share tells them no more apart than none.
        var shared = names.GroupBy(name => name.Value).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        Tree = new CategoryTree([.. numbers.Keys.Select(label => (string[])[names.TryGetValue(label, out var name) && !shared.Contains(name) ? name : $"class {label}"])]);
    }

    public CategoryTree Tree { get; }

    public int this[int item] => categories[item];
}
