namespace Vitrine.Tensors;

/// <summary>
/// Sequences of different lengths, longest first, step by step: step s works on the rows 0 … Active(s) − 1, and the packed rows of all
/// steps lie one after the other.
/// </summary>
internal readonly struct PackedSteps
{
    private readonly int[] rows; // batch element of each sorted row
    private readonly int[] lengths; // of each sorted row
    private readonly int[] offsets; // of each step, and the total at the end
    private readonly int time;
    private readonly bool reverse;

    private PackedSteps(int[] rows, int[] lengths, int[] offsets, int time, bool reverse)
    {
        this.rows = rows;
        this.lengths = lengths;
        this.offsets = offsets;
        this.time = time;
        this.reverse = reverse;
    }

    /// <summary>The longest length.</summary>
    public int Steps => offsets.Length - 1;

    /// <summary>The sum of the lengths.</summary>
    public int Total => offsets[^1];

    public static PackedSteps Of(ReadOnlySpan<int> lengths, int batch, int time, bool reverse)
    {
        if (lengths.Length != batch)
            throw new ArgumentException($"There are {lengths.Length} lengths for a batch of {batch}.", nameof(lengths));
        var rows = new int[batch];
        var keys = new long[batch];
        for (var i = 0; i < batch; i++)
        {
            if ((uint)lengths[i] > (uint)time)
                throw new ArgumentOutOfRangeException(nameof(lengths), lengths[i], $"Sequence {i} has the length {lengths[i]}, but there are {time} steps.");
            rows[i] = i;
            keys[i] = ((long)(time - lengths[i]) << 32) + i; // longest first, then in order
        }

        Array.Sort(keys, rows);
        var sorted = new int[batch];
        for (var i = 0; i < batch; i++)
            sorted[i] = lengths[rows[i]];
        var steps = batch == 0 ? 0 : sorted[0];
        var offsets = new int[steps + 1];
        var active = batch;
        for (var step = 0; step < steps; step++)
        {
            while (sorted[active - 1] <= step)
                active--;
            offsets[step + 1] = offsets[step] + active;
        }

        return new PackedSteps(rows, sorted, offsets, time, reverse);
    }

    /// <summary>Rows that still run at a step.</summary>
    public int Active(int step) => step < Steps ? offsets[step + 1] - offsets[step] : 0;

    /// <summary>The first packed row of a step.</summary>
    public int Offset(int step) => offsets[step];

    /// <summary>Where the step of a sorted row lies in [batch, time].</summary>
    public long Position(int row, int step) => (long)rows[row] * time + (reverse ? lengths[row] - 1 - step : step);
}
