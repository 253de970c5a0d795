using Vitrine.Tensors;

namespace Vitrine.Datasets.Shop;

/// <summary>Finds the changes that lead from a product to another one that exists, and words them.</summary>
internal static class ShopChanges
{
    private const int PerProduct = 2, MostChanged = 3;

    public static List<ShopChange> Between(IReadOnlyList<ShopItem> items, RandomSource random, CancellationToken cancellation)
    {
        var byLook = items.ToLookup(i => (i.Category, i.Look), i => i.Id);
        var families = items.ToLookup(i => i.Model);
        var changes = new List<ShopChange>();
        foreach (var reference in items)
        {
            cancellation.ThrowIfCancellationRequested();
            var others = families[reference.Model].Select(i => i.Look).Where(look => Changed(reference, look).Count is > 0 and <= MostChanged).ToArray();
            random.Shuffle(others.AsSpan());
            foreach (var wanted in others.Take(PerProduct))
            {
                var changed = Changed(reference, wanted);
                changes.Add(new ShopChange(reference.Id, CaptionWriter.Write(changed, reference.Look, wanted, random),
                    [.. byLook[(reference.Category, wanted)]], [.. changed.Select(a => a.Name)], reference.Category.Attributes.Count));
            }
        }

        return changes;
    }

    private static List<ShopAttribute> Changed(ShopItem reference, Look wanted) =>
        [.. reference.Category.Attributes.Where(a => reference.Look[a.Name] != wanted[a.Name])];
}
