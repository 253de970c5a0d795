namespace Vitrine.Tensors;

/// <summary>
/// The life of a step: all tensors that operations make on this thread belong to the innermost open scope and are freed at its end. The
/// scope also holds the tape for automatic differentiation.
/// <code>
/// using var scope = Scope.Begin();
/// var loss = model.Forward(batch).CrossEntropy(labels);
/// loss.Backward();
/// optimiser.Step();
/// </code>
/// </summary>
public sealed class Scope : IDisposable
{
    [ThreadStatic]
    private static Scope? current;

    // Scopes are reused with their lists, so that a training step allocates none.
    [ThreadStatic]
    private static Stack<Scope>? idle;

    private readonly List<Tensor> tensors = [];
    private readonly List<TapeEntry> tape = [];
    private Scope? parent;
    private bool isOpen;

    private Scope()
    {
    }

    /// <summary>Whether operations note how to send gradients back.</summary>
    public bool RecordsGradients { get; private set; }

    internal static Scope? Current => current;

    /// <summary>Opens a scope on this thread.</summary>
    /// <param name="recordGradients">False for inference: nothing is recorded and no result requires a gradient.</param>
    public static Scope Begin(bool recordGradients = true)
    {
        var scope = idle is { Count: > 0 } ? idle.Pop() : new Scope();
        scope.parent = current;
        scope.RecordsGradients = recordGradients;
        scope.isOpen = true;
        current = scope;
        return scope;
    }

    /// <summary>Hands a tensor of this scope to the enclosing scope or, if there is none, to the caller, who then disposes it.</summary>
    public Tensor Keep(Tensor tensor)
    {
        if (tensors.Remove(tensor))
            parent?.tensors.Add(tensor);
        tensor.IsLeaf = true;
        tensor.RequiresGradient = false;
        return tensor;
    }

    /// <summary>
    /// The first recorded operation whose result holds a NaN or an infinity, or null. Call it before <see cref="Tensor.Backward"/> when a
    /// loss is not finite, to name the culprit.
    /// </summary>
    public string? FindNonFiniteOperation()
    {
        foreach (var entry in tape)
        {
            foreach (var value in entry.Output.Data)
            {
                if (!float.IsFinite(value))
                    return entry.Operation;
            }
        }

        return null;
    }

    /// <summary>Frees the scope's tensors. Scopes close in the reverse order of their opening.</summary>
    public void Dispose()
    {
        if (!isOpen)
            return;
        if (current != this)
            throw new InvalidOperationException("Scopes close in the reverse order of their opening, on the thread that opened them.");
        foreach (var tensor in tensors)
            tensor.Dispose();
        tensors.Clear();
        tape.Clear();
        isOpen = false;
        current = parent;
        parent = null;
        (idle ??= new Stack<Scope>()).Push(this);
    }

    internal void Add(Tensor tensor) => tensors.Add(tensor);

    internal void Record(string operation, Tensor output, Action<Tensor> backward) => tape.Add(new TapeEntry(operation, output, backward));

    internal void RunBackward()
    {
        // Tensors made by the backward pass itself are not recorded.
        RecordsGradients = false;
        try
        {
            for (var i = tape.Count - 1; i >= 0; i--)
            {
                var (_, output, backward) = tape[i];
                if (output.Gradient is not { } gradient)
                    continue;
                backward(gradient);
                output.ReleaseGradient();
            }
        }
        finally
        {
            tape.Clear();
            RecordsGradients = true;
        }
    }

    private readonly record struct TapeEntry(string Operation, Tensor Output, Action<Tensor> Backward);
}
