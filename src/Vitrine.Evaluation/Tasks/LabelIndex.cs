namespace Vitrine.Evaluation;

/// <summary>Gallery rows per label of every layer.</summary>
internal sealed class LabelIndex
{
    private readonly Dictionary<int, int[]>[] rowsPerLabel; // [layer]

    public LabelIndex(IReadOnlyList<IReadOnlyList<int>> labels)
    {
        GalleryCount = labels[0].Count;
        rowsPerLabel = new Dictionary<int, int[]>[labels.Count];
        for (var layer = 0; layer < labels.Count; layer++)
        {
            var lists = new Dictionary<int, List<int>>();
            for (var row = 0; row < labels[layer].Count; row++)
            {
                if (!lists.TryGetValue(labels[layer][row], out var list))
                    lists.Add(labels[layer][row], list = []);
                list.Add(row);
            }

            rowsPerLabel[layer] = lists.ToDictionary(p => p.Key, p => p.Value.ToArray());
        }
    }

    public int LayerCount => rowsPerLabel.Length;

    public int GalleryCount { get; }

    public int[] Rows(int layer, int label) => rowsPerLabel[layer].GetValueOrDefault(label, []);
}
