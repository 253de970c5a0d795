namespace Vitrine.Tensors.Training;

/// <summary>A NaN or an infinity turned up in training; says where and in which step.</summary>
public sealed class NonFiniteException : ArithmeticException
{
    public NonFiniteException(string where, long step)
        : base($"NaN or infinity in {where} at step {step}. A lower learning rate, a warm-up or clipping of the gradients usually helps; " +
            "check the inputs for such values, too.")
    {
        Where = where;
        Step = step;
    }

    public NonFiniteException()
    {
    }

    public NonFiniteException(string message)
        : base(message)
    {
    }

    public NonFiniteException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The operation or parameter.</summary>
    public string Where { get; } = "";

    /// <summary>The optimiser's step, from 1.</summary>
    public long Step { get; }

    /// <summary>Throws if <paramref name="loss"/> is not finite, naming the first operation of the scope that produced such a value.</summary>
    /// <param name="loss">A loss, before its backward pass.</param>
    /// <param name="scope">The scope in which it was computed.</param>
    /// <param name="step">The number of the step, from 1.</param>
    public static void ThrowIfNonFinite(Tensor loss, Scope scope, long step)
    {
        if (!float.IsFinite(loss.Item))
            throw new NonFiniteException($"the operation {scope.FindNonFiniteOperation() ?? "that made the loss"}", step);
    }
}
