using Vitrine.Tensors;

namespace Vitrine.Datasets.Shop;

/// <summary>What the shop asks of a random source, in its own words.</summary>
internal static class ShopRandom
{
    public static T Pick<T>(this RandomSource random, IReadOnlyList<T> items) => items[random.NextInt(items.Count)];

    public static bool Chance(this RandomSource random, double probability) => random.NextDouble() < probability;

    /// <summary>Uniform, rounded to two decimals, for SVG text.</summary>
    public static double Between(this RandomSource random, double low, double high) => Math.Round(low + (high - low) * random.NextDouble(), 2);
}
