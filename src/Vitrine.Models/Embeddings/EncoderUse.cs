namespace Vitrine.Models.Embeddings;

/// <summary>A model, or a part of one, in the hands of generators: one call at a time, away from the caller's thread.</summary>
/// <param name="encoder">What encodes; it is not made for several threads at once.</param>
internal sealed class EncoderUse(IDisposable encoder) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <summary>What encodes.</summary>
    public IDisposable Encoder { get; } = encoder;

    /// <summary>Waits for the calls before, then encodes.</summary>
    public async Task<T> RunAsync<T>(Func<T> encode, CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(encode, cancellation).ConfigureAwait(false);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        oneAtATime.Dispose();
        Encoder.Dispose();
    }
}
