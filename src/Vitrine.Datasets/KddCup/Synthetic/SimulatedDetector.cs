using System.Numerics.Tensors;
using Vitrine.Datasets.Shop;
using Vitrine.Tensors;

namespace Vitrine.Datasets.KddCup;

/// <summary>
/// What an object detector might report of a photo of a synthetic product: a region for the product, one for each of its parts, and things that
/// have nothing to do with it. A region's features are the sum of fixed random directions, one per concept that can be seen in it
/// (category, colour, pattern, "sleeves: long"), with noise, cut at 0 as after a ReLU. Parts are missed and mistaken now and then.
/// </summary>
/// <param name="dimensions">Features of a region.</param>
internal sealed class SimulatedDetector(int dimensions)
{
    // Chosen so that one region alone leaves doubt and a whole picture little.
    private const float Noise = 2f;
    private const double Missed = 0.15, Mistaken = 0.04, SecondProduct = 0.35;

    private const int Backgrounds = 6;

    private readonly Dictionary<string, float[]> directions = [];

    /// <summary>The classes that a region may have: the categories of the shop, then parts and backgrounds.</summary>
    public static IReadOnlyDictionary<long, string> Labels { get; } = ShopAssortment.Categories.Select(category => category.Name)
        .Concat(["part of a product", "background"]).Select((name, number) => ((long)number, name)).ToDictionary();

    private static long PartLabel => ShopAssortment.Categories.Count;

    /// <summary>Detects the regions of one photo.</summary>
    public KddCupRow Detect(string productId, ShopCategory category, Look look, string query, string queryId, RandomSource random)
    {
        var (height, width) = (400 + random.NextInt(601), 400 + random.NextInt(601));
        var photo = new Photo(height, width, dimensions);
        Product(photo, category, look, Box.Inside(new Box(0, 0, height, width), 0.6, 0.9, random), random);
        if (random.Chance(SecondProduct))
        {
            var other = random.Pick(ShopAssortment.Categories);
            Product(photo, other, KddShop.RandomLook(other, random), Box.Inside(new Box(0, 0, height, width), 0.2, 0.4, random), random);
        }

        for (var i = random.NextInt(3); i > 0; i--)
        {
            photo.Add(Box.Inside(new Box(0, 0, height, width), 0.2, 0.5, random), PartLabel + 1,
                Features([($"background {random.NextInt(Backgrounds)}", 1)], random));
        }

        return photo.ToRow(productId, query, queryId);
    }

    private void Product(Photo photo, ShopCategory category, Look look, Box box, RandomSource random)
    {
        var label = ShopAssortment.Categories.ToList().IndexOf(category);
        photo.Add(box, label, Features([(category.Name, 1), .. Seen(category, look, random).Select(part => (part.Concept, part.IsCloth ? 0.8f : 0.3f))], random));
        foreach (var part in Seen(category, look, random).Where(part => !part.IsCloth))
        {
            if (!random.Chance(Missed))
                photo.Add(Box.Inside(box, 0.2, 0.5, random), PartLabel, Features([(part.Concept, 1), (category.Name, 0.4f), (look.Colour, 0.4f)], random));
        }
    }

    // The concepts of a look; "sleeves" of a shirt and of a dress are one.
    private static IEnumerable<(string Concept, bool IsCloth)> Seen(ShopCategory category, Look look, RandomSource random) => category.Attributes.Select(attribute =>
    {
        var value = random.Chance(Mistaken) ? random.Pick(attribute.Values).Name : look[attribute.Name];
        var isCloth = attribute.Name is ShopAttribute.Colour or ShopAttribute.Pattern;
        return (isCloth ? value : $"{attribute.Name}: {value}", isCloth);
    });

    private float[] Features(IEnumerable<(string Concept, float Weight)> concepts, RandomSource random)
    {
        var features = new float[dimensions];
        for (var i = 0; i < features.Length; i++)
            features[i] = Noise * random.NextNormal();
        foreach (var (concept, weight) in concepts)
            TensorPrimitives.MultiplyAdd(DirectionOf(concept), weight, features, features);
        TensorPrimitives.Max(features, 0, features);
        return features;
    }

    // The same concept has the same direction in all files, whatever their seed: it is the same detector.
    private float[] DirectionOf(string concept)
    {
        if (directions.TryGetValue(concept, out var direction))
            return direction;
        var seed = concept.Aggregate(0xCBF29CE484222325UL, (hash, letter) => (hash ^ letter) * 0x100000001B3); // FNV-1a
        var random = new RandomSource(seed);
        direction = new float[dimensions];
        for (var i = 0; i < direction.Length; i++)
            direction[i] = random.NextNormal();
        return directions[concept] = direction;
    }

    private readonly record struct Box(double Top, double Left, double Bottom, double Right)
    {
        public static Box Inside(Box outer, double least, double most, RandomSource random)
        {
            var (height, width) = ((outer.Bottom - outer.Top) * random.Between(least, most), (outer.Right - outer.Left) * random.Between(least, most));
            var top = outer.Top + (outer.Bottom - outer.Top - height) * random.NextDouble();
            var left = outer.Left + (outer.Right - outer.Left - width) * random.NextDouble();
            return new(top, left, top + height, left + width);
        }
    }

    private sealed class Photo(int height, int width, int dimensions)
    {
        private readonly List<float> boxes = [], features = [];
        private readonly List<long> labels = [];

        public void Add(Box box, long label, float[] values)
        {
            boxes.AddRange([(float)box.Top, (float)box.Left, (float)box.Bottom, (float)box.Right]);
            features.AddRange(values.AsSpan(0, dimensions));
            labels.Add(label);
        }

        public KddCupRow ToRow(string productId, string query, string queryId) =>
            new(productId, height, width, [.. boxes], [.. features], [.. labels], query, queryId);
    }
}
