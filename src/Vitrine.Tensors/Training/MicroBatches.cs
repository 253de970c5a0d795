namespace Vitrine.Tensors.Training;

/// <summary>A batch larger than memory allows, in parts whose gradients add up.</summary>
public static class MicroBatches
{
    /// <summary>
    /// Runs forward and backward over parts of a batch, each in a scope of its own. For a loss that is a mean over rows the gradients are those of the
    /// whole batch, up to rounding; losses that compare the rows of a batch see only their part.
    /// </summary>
    /// <param name="batch">The rows.</param>
    /// <param name="size">Rows per part.</param>
    /// <param name="step">The number of the step, from 1, for messages: <c>optimiser.Steps + 1</c>.</param>
    /// <param name="loss">The mean loss of some rows.</param>
    /// <returns>The mean loss over the batch.</returns>
    /// <exception cref="NonFiniteException">The loss of a part is not finite; the message names the operation.</exception>
    public static double Backward(ReadOnlyMemory<int> batch, int size, long step, Func<ReadOnlyMemory<int>, Tensor> loss)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var total = 0.0;
        for (var start = 0; start < batch.Length; start += size)
        {
            using var scope = Scope.Begin();
            var part = batch.Slice(start, Math.Min(size, batch.Length - start));
            var share = (float)part.Length / batch.Length;
            var value = loss(part);
            NonFiniteException.ThrowIfNonFinite(value, scope, step);
            total += share * (double)value.Item;
            (share == 1 ? value : value.Scale(share)).Backward();
        }

        return total;
    }
}
