namespace Vitrine.Tensors.Memory;

/// <summary>
/// A block of float32 memory that one or more tensors look at. The last tensor that lets go returns it to where it came from: the
/// pool, or the owner of mapped memory.
/// </summary>
internal sealed unsafe class TensorBuffer
{
    private readonly IDisposable? owner;
    private int references;

    /// <summary>A block of the pool.</summary>
    public TensorBuffer(float* pointer, int capacity)
    {
        Pointer = pointer;
        Capacity = capacity;
    }

    /// <summary>Memory that belongs to someone else (a mapped file); <paramref name="owner"/> is disposed with the last tensor.</summary>
    public TensorBuffer(float* pointer, int capacity, IDisposable owner)
        : this(pointer, capacity) => this.owner = owner;

    public float* Pointer { get; }

    /// <summary>Size in floats; at least what the tensor needs.</summary>
    public int Capacity { get; }

    public void AddReference() => Interlocked.Increment(ref references);

    public void Release()
    {
        if (Interlocked.Decrement(ref references) != 0)
            return;
        if (owner is null)
            BufferPool.Return(this);
        else
            owner.Dispose();
    }
}
