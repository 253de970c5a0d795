using Vitrine.Tensors;

namespace Vitrine.Datasets.Shop;

/// <summary>Finds the changes that lead from a product to another one that exists, and words them.</summary>
internal sealed class ShopChanges
{
    private const int PerProduct = 2, MostChangedInFamily = 3;

    private readonly ILookup<ShopCategory, ShopItem> byCategory;
    private readonly ILookup<(ShopCategory, Look), string> byLook;
    private readonly ILookup<string, ShopItem> families;

    private ShopChanges(IReadOnlyList<ShopItem> items)
    {
        byCategory = items.ToLookup(item => item.Category);
        byLook = items.ToLookup(item => (item.Category, item.Look), item => item.Id);
        families = items.ToLookup(item => item.Model);
    }

    /// <summary>From each product two changes within its family.</summary>
    public static List<ShopChange> Between(IReadOnlyList<ShopItem> items, RandomSource random, CancellationToken cancellation)
    {
        var shop = new ShopChanges(items);
        var changes = new List<ShopChange>();
        foreach (var reference in items)
        {
            cancellation.ThrowIfCancellationRequested();
            var others = shop.InFamily(reference);
            random.Shuffle(others.AsSpan());
            changes.AddRange(others.Take(PerProduct).Select(wanted => shop.Change(reference, wanted, random)));
        }

        return changes;
    }

    /// <summary>From each product all changes within its family, and besides one of every number of attributes that leads out of it: from one to all of them.</summary>
    public static List<ShopChange> OfEveryShare(IReadOnlyList<ShopItem> items, RandomSource random, CancellationToken cancellation)
    {
        var shop = new ShopChanges(items);
        var changes = new List<ShopChange>();
        foreach (var reference in items)
        {
            cancellation.ThrowIfCancellationRequested();
            Look[] outside = [.. shop.byCategory[reference.Category].Where(item => item.Model != reference.Model).Select(item => item.Look).Where(look => !look.Equals(reference.Look)).Distinct()];
            random.Shuffle(outside.AsSpan());
            var wanted = shop.InFamily(reference).Concat(outside.DistinctBy(look => Changed(reference, look).Count)).Distinct();
            changes.AddRange(wanted.Select(look => shop.Change(reference, look, random)));
        }

        return changes;
    }

    private Look[] InFamily(ShopItem reference) =>
        [.. families[reference.Model].Select(item => item.Look).Where(look => Changed(reference, look).Count is > 0 and <= MostChangedInFamily).Distinct()];

    private ShopChange Change(ShopItem reference, Look wanted, RandomSource random)
    {
        var changed = Changed(reference, wanted);
        string[] names = [.. changed.Select(attribute => attribute.Name)];
        var caption = CaptionWriter.Write(changed, reference.Look, wanted, random);

        // What agrees with the reference in all that is kept leads to the same targets, or is half way there.
        ShopItem[] alike = [.. byCategory[reference.Category].Where(item => item.Id != reference.Id && !item.Look.Equals(wanted)
            && reference.Category.Attributes.All(attribute => names.Contains(attribute.Name) || item.Look[attribute.Name] == reference.Look[attribute.Name]))];
        return new ShopChange(reference.Id, caption, [.. byLook[(reference.Category, wanted)]], names, reference.Category.Attributes.Count)
        {
            Paraphrases = CaptionWriter.Paraphrases(changed, reference.Look, wanted, random),
            HardNegatives = [.. alike.Where(item => names.Any(name => item.Look[name] == reference.Look[name])).Select(item => item.Id)],
            Second = alike.Length == 0 ? null : random.Pick(alike).Id,
        };
    }

    private static List<ShopAttribute> Changed(ShopItem reference, Look wanted) =>
        [.. reference.Category.Attributes.Where(attribute => reference.Look[attribute.Name] != wanted[attribute.Name])];
}
