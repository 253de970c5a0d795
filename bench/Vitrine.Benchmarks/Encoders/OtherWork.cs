namespace Vitrine.Benchmarks.Encoders;

/// <summary>Threads that compute something else until they are stopped: a machine that is not ours alone.</summary>
internal sealed class OtherWork : IDisposable
{
    private readonly Thread[] threads;
    private volatile bool isStopped;

    public OtherWork(int count)
    {
        threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Work) { IsBackground = true })];
        foreach (var thread in threads)
            thread.Start();
    }

    public void Dispose()
    {
        isStopped = true;
        foreach (var thread in threads)
            thread.Join();
    }

    private void Work()
    {
        var value = 1.0;
        while (!isStopped)
            value = Math.Sqrt(value + 1);
    }
}
