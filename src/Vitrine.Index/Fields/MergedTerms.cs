namespace Vitrine.Index;

/// <summary>The terms of a field in several segments, numbered together.</summary>
internal sealed class MergedTerms : TermList
{
    private readonly FieldColumn[] columns;
    private readonly int[][] numbers; // by column and ordinal; empty for a single column, whose numbers are its ordinals
    private readonly List<(int Column, int Ordinal)> sources = [];

    public MergedTerms(FieldColumn[] columns)
    {
        this.columns = columns;
        numbers = columns.Length == 1 ? [] : [.. columns.Select(column => new int[column.Count])];
        if (columns.Length != 1)
            Number();
    }

    public override int Count => columns.Length == 1 ? columns[0].Count : sources.Count;

    public override ReadOnlySpan<byte> this[int number] => columns.Length == 1 ? columns[0][number] : columns[sources[number].Column][sources[number].Ordinal];

    /// <summary>The number of a column's term.</summary>
    public int NumberOf(int column, int ordinal) => columns.Length == 1 ? ordinal : numbers[column][ordinal];

    private void Number()
    {
        var next = new int[columns.Length];
        var queue = new PriorityQueue<int, int>(Comparer<int>.Create((a, b) => columns[a][next[a]].SequenceCompareTo(columns[b][next[b]])));
        for (var column = 0; column < columns.Length; column++)
        {
            if (columns[column].Count > 0)
                queue.Enqueue(column, column);
        }

        while (queue.TryDequeue(out var column, out _))
        {
            var ordinal = next[column];
            if (Count == 0 || !this[Count - 1].SequenceEqual(columns[column][ordinal]))
                sources.Add((column, ordinal));
            numbers[column][ordinal] = Count - 1;
            if (++next[column] < columns[column].Count)
                queue.Enqueue(column, column);
        }
    }
}
