namespace Vitrine.Catalogue;

/// <summary>
/// The category tree of a catalogue. A <em>category</em> is a path of names from coarse to fine that some product carries, numbered
/// from 0; a <em>layer</em> (1 = coarsest … <see cref="Depth"/>) groups the categories into classes numbered from 0.
/// </summary>
/// <remarks>
/// Branches may end early. A category whose path is shorter than the tree carries its own class down: below its end it is one
/// class by itself, apart from the classes of its deeper siblings. So every category has one label on every layer, two
/// categories that share a label share all coarser labels, and on the finest layer no two categories share a label.
/// The same name under two parents is two classes ("Shoes" of "Men" and of "Women").
/// </remarks>
public sealed class CategoryTree
{
    private readonly string[][] paths;
    private readonly int[][] labels;                     // [layer - 1][category]
    private readonly string[][][] classes;               // [layer - 1][label] → path of the class
    private readonly Dictionary<string, int> byPath;

    /// <param name="paths">Path i is that of category i, coarse to fine.</param>
    /// <exception cref="ArgumentException">A path is empty, has an empty name, or stands twice.</exception>
    public CategoryTree(IReadOnlyList<IReadOnlyList<string>> paths)
    {
        this.paths = [.. paths.Select(path => path.ToArray())];
        byPath = new Dictionary<string, int>(paths.Count, StringComparer.Ordinal);
        for (var category = 0; category < paths.Count; category++)
        {
            if (paths[category].Count == 0 || paths[category].Any(string.IsNullOrEmpty))
                throw new ArgumentException($"Category {category} has an empty path or an empty name in it.", nameof(paths));
            if (!byPath.TryAdd(Key(paths[category]), category))
                throw new ArgumentException($"Category {category} repeats the path '{string.Join(" / ", paths[category])}'.", nameof(paths));
        }

        Depth = paths.Count == 0 ? 0 : paths.Max(path => path.Count);
        labels = new int[Depth][];
        classes = new string[Depth][][];
        for (var layer = 1; layer <= Depth; layer++)
            (labels[layer - 1], classes[layer - 1]) = NumberClasses(layer);
    }

    /// <summary>Number of layers K; 0 for a store without products.</summary>
    public int Depth { get; }

    /// <summary>Number of categories.</summary>
    public int Count => paths.Length;

    /// <summary>Number of classes of a layer, 1 (coarsest) … <see cref="Depth"/>.</summary>
    public int ClassCount(int layer) => classes[Index(layer)].Length;

    /// <summary>The class of a category on a layer: 0 … <see cref="ClassCount"/> − 1.</summary>
    public int Label(int category, int layer) => labels[Index(layer)][category];

    /// <summary>The names of a category from coarse to fine; shorter than <see cref="Depth"/> where its branch ends early.</summary>
    public IReadOnlyList<string> Path(int category) => paths[category];

    /// <summary>The names of a class from coarse to fine.</summary>
    public IReadOnlyList<string> ClassPath(int layer, int label) => classes[Index(layer)][label];

    /// <summary>The category with exactly this path, or null.</summary>
    public int? Find(IReadOnlyList<string> path) => byPath.TryGetValue(Key(path), out var category) ? category : null;

    private (int[] Labels, string[][] Classes) NumberClasses(int layer)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var labelOf = new int[Count];
        var found = new List<string[]>();
        for (var category = 0; category < Count; category++)
        {
            var path = paths[category];
            var classPath = path.Length <= layer ? path : path[..layer];
            // The path of a branch that ends above this layer has fewer names than its siblings' here: a class of its own.
            var key = Key(classPath);
            if (!numbers.TryGetValue(key, out var label))
            {
                numbers.Add(key, label = found.Count);
                found.Add(classPath);
            }

            labelOf[category] = label;
        }

        return (labelOf, [.. found]);
    }

    private int Index(int layer) => layer >= 1 && layer <= Depth
        ? layer - 1
        : throw new ArgumentOutOfRangeException(nameof(layer), layer, $"The tree has layers 1 (coarsest) to {Depth} (finest).");

    // U+001F (unit separator) cannot stand in a name: the store writes none with control characters.
    private static string Key(IReadOnlyList<string> path) => string.Join('\u001f', path);
}
