using Vitrine.Catalogue;
using Vitrine.Tensors;

namespace Vitrine.Datasets.Shop;

/// <summary>
/// Invents the products of a synthetic shop. They come in families (models): a first product, and others that each differ from one
/// of the family in one to three attributes, so that a change of one, two or three attributes leads from many products to others that exist.
/// </summary>
public static class ShopGenerator
{
    private const int SmallestFamily = 3, LargestFamily = 8, MostChanged = 3;

    /// <summary>How often a new look may turn out to be one that the family already has.</summary>
    private const int Attempts = 30;

    private static readonly string[] ModelNames =
    [
        "Alba", "Bergen", "Calla", "Dover", "Elba", "Fjord", "Gala", "Havana", "Iris", "Juno", "Kyoto", "Luna", "Malmo", "Nova", "Oslo", "Porto",
        "Quito", "Riga", "Siena", "Tara", "Umbra", "Verona", "Wien", "Xenia", "York", "Zadar",
    ];

    /// <summary>Products with their titles and drawings, and the changes between them. Nothing is rendered yet.</summary>
    /// <param name="options">Which shop.</param>
    /// <param name="cancellation">Stops between products.</param>
    /// <exception cref="UsageException">Fewer than one product is asked for.</exception>
    public static SyntheticShop Generate(ShopOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Products < 1) throw new UsageException($"A shop of {options.Products} products cannot be made.", "Ask for at least one.");
        var random = new RandomSource(options.Seed);
        var items = Families(options.Products, random, cancellation).SelectMany(f => f).ToList();
        // A table sorted by family would be a hint that no real shop gives.
        var order = Enumerable.Range(0, items.Count).ToArray();
        random.Shuffle(order.AsSpan());
        items = [.. order.Select((from, to) => items[from] with { Id = $"S{to + 1:00000}" })];

        var products = items.Select(Product).ToList();
        return new SyntheticShop(products, ShopChanges.Between(items, random, cancellation), options.KeepsFamilies);

        ShopProduct Product(ShopItem item)
        {
            cancellation.ThrowIfCancellationRequested();
            return new(item.Id, item.Model, TitleWriter.Write(item.Category, item.Look, item.Model, random), item.Category.Path, item.Look.Values,
                ProductScene.Draw(item.Category, item.Look, random), random.NextBits());
        }
    }

    private static IEnumerable<List<ShopItem>> Families(int products, RandomSource random, CancellationToken cancellation)
    {
        var categories = ShopAssortment.Categories.ToArray();
        for (int count = 0, number = 0; count < products; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            // Every category once, in a new order, before any comes again.
            if (number % categories.Length == 0) random.Shuffle(categories.AsSpan());
            var size = Math.Min(products - count, SmallestFamily + random.NextInt(LargestFamily - SmallestFamily + 1));
            var model = $"{ModelNames[number % ModelNames.Length]} {number / ModelNames.Length + 1}";
            var family = NewFamily(categories[number % categories.Length], model, size, random);
            count += family.Count;
            yield return family;
        }
    }

    private static List<ShopItem> NewFamily(ShopCategory category, string model, int size, RandomSource random)
    {
        var looks = new List<Look> { RandomLook(category, random) };
        for (var attempt = 0; looks.Count < size && attempt < Attempts; attempt++)
        {
            var look = Variation(category, random.Pick(looks), random);
            if (!looks.Contains(look)) looks.Add(look);
        }

        return [.. looks.Select(look => new ShopItem("", model, category, look))];
    }

    /// <summary>Any look that a category has.</summary>
    internal static Look RandomLook(ShopCategory category, RandomSource random) =>
        new(category.Attributes.ToDictionary(a => a.Name, a => RandomValue(a, random)));

    private static Look Variation(ShopCategory category, Look look, RandomSource random)
    {
        // Half of the variations change one attribute, and of the others some change three.
        var count = random.Chance(0.5) ? 1 : random.Chance(0.6) ? 2 : MostChanged;
        var attributes = category.Attributes.ToArray();
        random.Shuffle(attributes.AsSpan());
        foreach (var attribute in attributes.Take(count))
        {
            var value = RandomValue(attribute, random);
            while (value == look[attribute.Name]) value = RandomValue(attribute, random);
            look = look.With(attribute.Name, value);
        }

        return look;
    }

    /// <summary>Every value equally often, but half of all cloth is plain.</summary>
    private static string RandomValue(ShopAttribute attribute, RandomSource random) =>
        attribute.Name == ShopAttribute.Pattern && random.Chance(0.4) ? "plain" : random.Pick(attribute.Values).Name;
}
