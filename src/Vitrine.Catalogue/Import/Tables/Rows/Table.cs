namespace Vitrine.Catalogue;

/// <summary>A table file that is read once, from its first row to its last. <see cref="TableFile"/> opens it.</summary>
internal abstract class Table : IDisposable
{
    /// <summary>What its columns are called, and what they may be asked for by.</summary>
    public abstract ColumnNames Names { get; }

    /// <summary>A name for each column that has one, all different; see <see cref="ColumnNames.All"/>.</summary>
    public IReadOnlyList<string> Columns => Names.All;

    /// <summary>What was taken of the file without being told, and why; each a sentence for the user.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>What the user can be told of how cells were parted; empty where the format leaves no doubt.</summary>
    public virtual string CellNote => "";

    /// <summary>Bytes read so far, of <see cref="Length"/>.</summary>
    public abstract long Done { get; }

    public abstract long Length { get; }

    /// <summary>The rows in the order of the file; <see cref="TableRow.Line"/> grows from each to the next. To be read once.</summary>
    /// <param name="columns">Names that <see cref="ColumnNames.Find"/> finds.</param>
    public IEnumerable<TableRow> Rows(IReadOnlyList<string> columns)
    {
        var last = 0L;
        foreach (var row in Read([.. columns.Select(Names.Find)], columns))
            yield return row with { Line = last = Math.Max(last + 1, row.Line), Cells = Array.ConvertAll(row.Cells, ListText.Read) };
    }

    public abstract void Dispose();

    /// <param name="positions">Where the wanted columns stand, from 0.</param>
    /// <param name="columns">What they were asked for by, for messages.</param>
    protected abstract IEnumerable<TableRow> Read(int[] positions, IReadOnlyList<string> columns);

    protected static BadDataException Empty(string path, string found, string expected) =>
        new(path, null, null, found, expected, "Check that the export of the table was complete.");
}
