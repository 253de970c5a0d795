namespace Vitrine.Index;

/// <content>Vectors by the caller's row numbers, for what is computed from them.</content>
public sealed partial class IndexSnapshot
{
    /// <summary>Copies the vector of a row's item as float32; where several items share the row, that of one of them.</summary>
    /// <param name="row">The caller's row number.</param>
    /// <param name="vector">Room for <see cref="IndexSchema.VectorDimensions"/> numbers; stays as it is where no item has the row.</param>
    /// <returns>Whether an item has the row.</returns>
    /// <exception cref="InvalidOperationException">The index has no vectors.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public bool CopyVector(int row, Span<float> vector)
    {
        var dimensions = Vectors();
        if (vector.Length != dimensions)
            throw new ArgumentException($"Room for {vector.Length} numbers; a vector has {dimensions}.", nameof(vector));
        if (!rowMap.Value.TryFind(row, out var segment, out var position))
            return false;
        segments[segment].Segment.Vectors!.CopyVector(position, vector);
        return true;
    }
}
