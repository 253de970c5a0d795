namespace Vitrine.Models.Contract;

/// <summary>Where a region lies on its photo; edges as shares of the photo's width and height.</summary>
public readonly record struct RegionBox(float Left, float Top, float Right, float Bottom)
{
    /// <summary>The whole photo.</summary>
    public static RegionBox Whole { get; } = new(0, 0, 1, 1);

    /// <summary>A region of a grid that is followed by the whole photo.</summary>
    /// <param name="region">0 … cells² − 1 row by row from the top left; cells²: the whole.</param>
    /// <param name="cells">Cells across and down.</param>
    public static RegionBox Cell(int region, int cells)
    {
        var side = 1f / cells;
        var (row, column) = (region / cells, region % cells);
        return region == cells * cells ? Whole : new RegionBox(column * side, row * side, (column + 1) * side, (row + 1) * side);
    }
}
