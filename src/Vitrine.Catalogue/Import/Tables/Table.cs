using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue;

/// <summary>What is wrong with a row as a whole, or with one of its cells.</summary>
internal readonly record struct RowProblem(string Column, BadRowReason Reason, string Detail);

/// <summary>One row: the cells of the wanted columns in the wanted order, or what is wrong with it.</summary>
internal readonly record struct TableRow(long Line, TableCell[] Cells, RowProblem? Problem)
{
    public static TableRow Bad(long line, BadRowReason reason, string detail, string column = "") =>
        new(line, [], new RowProblem(column, reason, detail));
}

/// <summary>A table file that is read once, from its first row to its last.</summary>
internal abstract class Table : IDisposable
{
    /// <summary>The columns that the file has.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Bytes read so far, of <see cref="Length"/>.</summary>
    public abstract long BytesRead { get; }

    public abstract long Length { get; }

    /// <param name="columns">Names out of <see cref="Columns"/>, see <see cref="Require"/>.</param>
    public abstract IEnumerable<TableRow> Rows(IReadOnlyList<string> columns);

    /// <exception cref="UsageException">No such file, or of no known kind.</exception>
    /// <exception cref="BadDataException">The file is empty.</exception>
    public static Table Open(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"The table '{path}' does not exist.", "Name a .csv, .tsv or .jsonl file with --table.");
        return System.IO.Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => new DelimitedTable(path, null),
            ".tsv" or ".tab" => new DelimitedTable(path, '\t'),
            ".jsonl" or ".ndjson" => new JsonLinesTable(path),
            var other => throw new UsageException($"The table '{path}' has the ending '{other}'.", "Vitrine reads .csv, .tsv and .jsonl tables."),
        };
    }

    /// <exception cref="UsageException">A column that the table does not have; the message lists those it has, and the nearest.</exception>
    public void Require(string path, string flag, string column)
    {
        if (Columns.Contains(column, StringComparer.Ordinal))
            return;
        var nearest = NearestWord.To(column, Columns);
        throw new UsageException(
            $"The table '{path}' has no column '{column}' ({flag}). It has: {string.Join(", ", Columns)}.", nearest is null ? $"Name one of these with {flag}." : $"Did you mean '{nearest}'?");
    }

    protected static BadDataException Empty(string path, string found, string expected) =>
        new(path, null, null, found, expected, "Check that the export of the table was complete.");

    public abstract void Dispose();
}
