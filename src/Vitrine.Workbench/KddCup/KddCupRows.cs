using Vitrine.Datasets.KddCup;

namespace Vitrine.Workbench.KddCup;

/// <summary>The rows of several files, one file after the other, under one numbering.</summary>
/// <param name="files">All of one number of features.</param>
internal sealed class KddCupRows(IReadOnlyList<KddCupCache> files)
{
    public int Count => files.Sum(file => file.Count);

    public int FeatureDimensions => files[0].FeatureDimensions;

    public int MaxRegions => files[0].MaxRegions;

    public KddCupCaption Caption(int item)
    {
        var (file, row) = Find(item);
        return file.ReadCaption(row);
    }

    /// <summary>Where an item stands. There are three files at most.</summary>
    public (KddCupCache File, int Row) Find(int item)
    {
        var row = item;
        foreach (var file in files)
        {
            if (row >= 0 && row < file.Count)
                return (file, row);
            row -= file.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(item), item, $"There are items 0 to {Count - 1}.");
    }
}
