namespace Vitrine.Index;

/// <summary>A file that several snapshots have open; the last closes it. Safe to use from several threads.</summary>
internal sealed class Shared<T>(T value) where T : class, IDisposable
{
    private int holders = 1;

    /// <summary>The file.</summary>
    public T Value => value;

    /// <summary>For one more snapshot; one that holds it must not let go meanwhile.</summary>
    public Shared<T> Share()
    {
        Interlocked.Increment(ref holders);
        return this;
    }

    /// <summary>One snapshot lets go.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref holders) == 0)
            value.Dispose();
    }
}
