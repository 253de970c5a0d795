using Vitrine.Tensors.Memory;

namespace Vitrine.Tensors;

/// <summary>
/// A dense, row-major array of float32 with an optional gradient.
/// <para>
/// Tensors made while a <see cref="Scope"/> is open belong to it and are freed with it; made outside, they belong to the caller, who
/// disposes them. Nothing relies on finalizers. Operations are extension methods (<see cref="Operations"/>): each returns a new
/// tensor and, if an input requires a gradient, notes on the scope's tape how to send gradients back.
/// </para>
/// </summary>
public sealed unsafe class Tensor : IDisposable
{
    private TensorBuffer? buffer;
    private Tensor? gradient;

    internal Tensor(Shape shape, TensorBuffer buffer)
    {
        Shape = shape;
        this.buffer = buffer;
        buffer.AddReference();
    }

    /// <summary>The extents, outermost first.</summary>
    public Shape Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Length => Shape.Length;

    /// <summary>The number of extents.</summary>
    public int Rank => Shape.Rank;

    /// <summary>
    /// Whether <see cref="Backward"/> fills <see cref="Gradient"/>. Set it on leaves (parameters); results inherit it from their inputs.
    /// </summary>
    public bool RequiresGradient { get; set; }

    /// <summary>True for a tensor that no recorded operation made: a parameter or an input.</summary>
    public bool IsLeaf { get; internal set; } = true;

    /// <summary>The elements in row-major order.</summary>
    /// <exception cref="ObjectDisposedException">The tensor or its scope was disposed.</exception>
    public Span<float> Data => new(Pointer, Length);

    /// <summary>
    /// ∂loss/∂this after <see cref="Backward"/>, of the same shape; null if nothing arrived since <see cref="ClearGradient"/>. Only leaves
    /// keep it; an intermediate's gradient is freed as soon as it was passed on. A leaf sums over several backward passes.
    /// </summary>
    public Tensor? Gradient => HasGradient ? gradient : null;

    internal bool HasGradient { get; private set; }

    internal float* Pointer => (buffer ?? throw Disposed()).Pointer;

    internal TensorBuffer Buffer => buffer ?? throw Disposed();

    /// <summary>The value of a tensor with a single element (a loss).</summary>
    public float Item => Length == 1 ? Data[0] : throw new InvalidOperationException($"Item needs a single element; the shape is {Shape}.");

    /// <summary>A tensor whose elements are not set; the caller writes all of them.</summary>
    public static Tensor Empty(Shape shape) => Register(new Tensor(shape, BufferPool.Rent(shape.Length)));

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(Shape shape)
    {
        var tensor = Empty(shape);
        tensor.Data.Clear();
        return tensor;
    }

    /// <summary>A tensor with every element set to <paramref name="value"/>.</summary>
    public static Tensor Full(Shape shape, float value)
    {
        var tensor = Empty(shape);
        tensor.Data.Fill(value);
        return tensor;
    }

    /// <summary>A copy of <paramref name="values"/>, in row-major order.</summary>
    /// <exception cref="ArgumentException">The count differs from the shape's length.</exception>
    public static Tensor From(ReadOnlySpan<float> values, Shape shape)
    {
        if (values.Length != shape.Length)
            throw new ArgumentException($"The shape {shape} holds {shape.Length} elements, but {values.Length} were given.", nameof(values));
        var tensor = Empty(shape);
        values.CopyTo(tensor.Data);
        return tensor;
    }

    /// <summary>A copy that belongs to the current scope (or the caller) and has no history.</summary>
    public Tensor Clone() => From(Data, Shape);

    /// <summary>The same memory under another shape of equal length; no history is recorded (see <c>Reshape</c> for the operation).</summary>
    public Tensor View(Shape shape) =>
        shape.Length == Length
            ? Register(new Tensor(shape, Buffer))
            : throw new ArgumentException($"{Shape} has {Length} elements and cannot be viewed as {shape}.", nameof(shape));

    /// <summary>
    /// Sends the gradient of this scalar back through the current scope's tape. Afterwards the leaves hold theirs and the tape is empty.
    /// </summary>
    /// <exception cref="InvalidOperationException">Not a scalar, nothing requires a gradient, or no scope is open.</exception>
    public void Backward()
    {
        if (Length != 1)
            throw new InvalidOperationException($"Backward starts from a single number (a loss); the shape is {Shape}.");
        if (!RequiresGradient)
            throw new InvalidOperationException("No input of this value requires a gradient, so there is nothing to send back.");
        var scope = Scope.Current ?? throw new InvalidOperationException("Backward needs the scope in which the loss was computed.");
        GradientForWriting(out _).Data.Fill(1);
        scope.RunBackward();
    }

    /// <summary>Forgets the gradient; its memory is kept for the next pass.</summary>
    public void ClearGradient() => HasGradient = false;

    /// <inheritdoc/>
    public void Dispose()
    {
        ReleaseGradient();
        buffer?.Release();
        buffer = null;
    }

    /// <inheritdoc/>
    public override string ToString() => buffer is null ? $"Tensor {Shape} (disposed)" : $"Tensor {Shape}";

    /// <summary>
    /// The result tensor of an operation: belongs to the current scope, and requires a gradient if one of the inputs does and the scope
    /// records.
    /// </summary>
    internal static Tensor Result(Shape shape, params ReadOnlySpan<Tensor?> inputs)
    {
        var result = Empty(shape);
        result.InheritFrom(inputs);
        return result;
    }

    /// <summary>As <see cref="Result"/>, but on the memory of <paramref name="source"/>.</summary>
    internal static Tensor ResultView(Shape shape, Tensor source)
    {
        var result = source.View(shape);
        result.InheritFrom([source]);
        return result;
    }

    /// <summary>A tensor on memory that is not the pool's (a mapped file).</summary>
    internal static Tensor On(Shape shape, TensorBuffer buffer) => Register(new Tensor(shape, buffer));

    /// <summary>A tensor that belongs to no scope even if one is open: a parameter, an optimiser's moment. Its owner disposes it.</summary>
    internal static Tensor Unscoped(Shape shape) => new(shape, BufferPool.Rent(shape.Length));

    /// <summary>Notes how the gradient of this result is passed to the inputs. Call only if <see cref="RequiresGradient"/>.</summary>
    /// <param name="operation">The operation's name, for messages.</param>
    /// <param name="backward">Gets this result's gradient and adds to the inputs' (<see cref="GradientForWriting"/>).</param>
    internal void OnBackward(string operation, Action<Tensor> backward) => Scope.Current!.Record(operation, this, backward);

    /// <summary>
    /// The tensor into which an operation's backward pass writes its share. If <paramref name="isFirst"/> it holds nothing yet and every
    /// element is to be overwritten; otherwise the share is added.
    /// </summary>
    internal Tensor GradientForWriting(out bool isFirst)
    {
        isFirst = !HasGradient;
        gradient ??= new Tensor(Shape, BufferPool.Rent(Length));
        HasGradient = true;
        return gradient;
    }

    /// <summary>
    /// Takes <paramref name="share"/> as this tensor's gradient, or adds it to the one there. An intermediate without a gradient looks at
    /// the share's memory instead of copying it when <paramref name="mayAdopt"/> (the giver will not read or
    /// write it again, and no other input adopts the same share).
    /// </summary>
    internal void ReceiveGradient(Tensor share, bool mayAdopt)
    {
        if (!HasGradient && !IsLeaf && mayAdopt)
        {
            LendGradient(share);
            return;
        }

        var target = GradientForWriting(out var isFirst);
        if (isFirst)
            share.Data.CopyTo(target.Data);
        else
            GradientSum.Add(target.Pointer, share.Pointer, Length);
    }

    /// <summary>Makes <paramref name="share"/>'s memory this tensor's gradient, without a copy.</summary>
    /// <param name="share">Of the same shape; it must outlive the next use of the gradient.</param>
    public void LendGradient(Tensor share)
    {
        gradient?.Dispose();
        gradient = new Tensor(Shape, share.Buffer);
        HasGradient = true;
    }

    internal void ReleaseGradient()
    {
        gradient?.Dispose();
        gradient = null;
        HasGradient = false;
    }

    private static Tensor Register(Tensor tensor)
    {
        Scope.Current?.Add(tensor);
        return tensor;
    }

    private void InheritFrom(ReadOnlySpan<Tensor?> inputs)
    {
        var required = false;
        foreach (var input in inputs)
            required |= input is { RequiresGradient: true };
        if (!required || Scope.Current is { RecordsGradients: false })
            return;
        if (Scope.Current is null)
        {
            Dispose();
            throw new InvalidOperationException(
                "An operation on a tensor that requires a gradient needs an open scope: using var scope = Scope.Begin();");
        }

        RequiresGradient = true;
        IsLeaf = false;
    }

    private ObjectDisposedException Disposed() =>
        new(nameof(Tensor), $"The tensor {Shape} was disposed, perhaps with its scope; use Scope.Keep to hand it out.");
}
