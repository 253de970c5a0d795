using System.Globalization;
using Vitrine.Tensors.Files;

namespace Vitrine.Tensors.Training;

/// <summary>Which rows come when: each epoch all rows once in a new random order, cut into batches.</summary>
public sealed class DataOrder
{
    private const string PositionKey = "order.position";
    private const string OrderName = "order.rows";

    private readonly int[] rows;
    private readonly int batchSize;
    private readonly bool dropLast;
    private readonly RandomSource random;
    private int position;

    /// <param name="count">Rows 0 … count − 1.</param>
    /// <param name="batchSize">Rows per batch.</param>
    /// <param name="random">Shuffles; saved with the order.</param>
    /// <param name="dropLast">Leave out the last batch of an epoch when it is not full.</param>
    public DataOrder(int count, int batchSize, RandomSource random, bool dropLast = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, dropLast ? batchSize : 1);
        rows = [.. Enumerable.Range(0, count)];
        this.batchSize = batchSize;
        this.random = random;
        this.dropLast = dropLast;
        position = count; // the first batch begins the first epoch
    }

    /// <summary>The epoch of the last batch given, from 1; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>Whether the next batch begins a new epoch.</summary>
    public bool IsEpochEnd => position + (dropLast ? batchSize : 1) > rows.Length;

    /// <summary>Batches in an epoch.</summary>
    public int BatchesPerEpoch => dropLast ? rows.Length / batchSize : (rows.Length + batchSize - 1) / batchSize;

    /// <summary>The next batch; valid until the next call.</summary>
    public ReadOnlyMemory<int> Next()
    {
        if (IsEpochEnd)
        {
            random.Shuffle(rows.AsSpan());
            position = 0;
            Epoch++;
        }

        var size = Math.Min(batchSize, rows.Length - position);
        var batch = rows.AsMemory(position, size);
        position += size;
        return batch;
    }

    internal void SaveState(SafeTensorsWriter file)
    {
        file.Add(OrderName, rows, [rows.Length]);
        file.Metadata[PositionKey] = $"{Epoch},{position}";
        RandomStates.Save(file, "order", random);
    }

    internal void LoadState(SafeTensors file)
    {
        var saved = file.ReadInt32(OrderName);
        var numbers = file.Metadata.GetValueOrDefault(PositionKey, "").Split(',');
        if (saved.Length != rows.Length || !saved.Order().SequenceEqual(Enumerable.Range(0, rows.Length)))
            throw new SafeTensorsException($"{file.Path} holds an order of {saved.Length} rows, but there are {rows.Length} now; the data changed.");
        if (numbers.Length != 2 || !int.TryParse(numbers[0], NumberStyles.None, null, out var epoch) ||
            !int.TryParse(numbers[1], NumberStyles.None, null, out var at) || at > rows.Length)
        {
            throw new SafeTensorsException($"{file.Path} does not say where in the data training stopped.");
        }

        RandomStates.Load(file, "order", random);
        saved.CopyTo(rows, 0);
        (Epoch, position) = (epoch, at);
    }
}
