using System.Text.RegularExpressions;
using Vitrine.Catalogue;
using Vitrine.Tensors;

namespace Vitrine.Datasets.Shop;

/// <summary>
/// Photos in which two to four products lie beside each other, with texts that name one or several of them: what a whole picture's vector has to mix, and regions keep
/// apart. A scene is a product of the shop as far as its files go.
/// </summary>
public static partial class SceneGenerator
{
    private const int Fewest = 2, Most = 4;

    // Half of the photo's side: four fit.
    private const int Side = 50;

    private static readonly string[] Between = [" and ", ", ", " beside ", " next to ", " with "];

    /// <summary>Scenes with their texts and drawings. Nothing is rendered yet.</summary>
    /// <exception cref="UsageException">Fewer than one scene is asked for.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two scenes.</exception>
    public static SyntheticShop Generate(SceneOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Scenes < 1)
            throw new UsageException($"{options.Scenes} scenes cannot be made.", "Ask for at least one.");
        var random = new RandomSource(options.Seed);
        var scenes = new List<ShopProduct>(options.Scenes);
        while (scenes.Count < options.Scenes)
        {
            cancellation.ThrowIfCancellationRequested();
            scenes.Add(Scene(scenes.Count + 1, random));
        }

        return new SyntheticShop(scenes, []);
    }

    private static ShopProduct Scene(int number, RandomSource random)
    {
        var categories = ShopAssortment.Categories.ToArray();
        random.Shuffle(categories.AsSpan());
        var count = Fewest + random.NextInt(Most - Fewest + 1);

        // No kind of product twice, so that a text's noun always says which one is meant.
        var items = categories.Take(count).Select(category => (Category: category, Look: ShopGenerator.RandomLook(category, random))).ToArray();
        var named = 1 + random.NextInt(count);
        var text = string.Concat(items.Take(named).Select((item, i) => (i == 0 ? "" : random.Pick(Between)) + TitleWriter.Describe(item.Category, item.Look, random)));
        return new ShopProduct($"C{number:00000}", "", text, ["Scenes", $"{count} products", items[0].Category.Name], new Dictionary<string, string>(), Draw(items, random), random.NextBits());
    }

    private static string Draw((ShopCategory Category, Look Look)[] items, RandomSource random)
    {
        int[] places = [0, 1, 2, 3];
        random.Shuffle(places.AsSpan());
        var drawings = items.Select((item, i) => Placed(ProductScene.Draw(item.Category, item.Look, random), places[i]));
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{ShopPhotographer.PhotoSide}" height="{ShopPhotographer.PhotoSide}" viewBox="0 0 100 100">
            <rect width="100" height="100" fill="#ffffff"/>
            {string.Concat(drawings)}
            </svg>
            """;
    }

    /// <summary>A drawing as a quarter of another. Names inside of it get the place behind them: in one document they would mean the first of their kind.</summary>
    private static string Placed(string drawing, int place)
    {
        var inner = Size().Replace(drawing, $"""<svg x="{place % 2 * Side}" y="{place / 2 * Side}" width="{Side}" height="{Side}" """, 1);
        return Name().Replace(inner, match => $"{match.Groups[1].Value}{match.Groups[2].Value}{place}");
    }

    [GeneratedRegex("""<svg xmlns="[^"]*" width="\d+" height="\d+" """)]
    private static partial Regex Size();

    [GeneratedRegex("""(id="|url\(#)(\w+)""")]
    private static partial Regex Name();
}
