namespace Vitrine.Catalogue;

/// <summary>Reports how much of a file has been read and notices a wish to stop, every so many lines.</summary>
public sealed class ReadingTicker(FileStream file, int interval, IProgress<double>? progress, CancellationToken cancellation)
{
    private int count;

    /// <summary>To be called once a line.</summary>
    public void Tick()
    {
        if (++count % interval != 0)
            return;
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(file.Length == 0 ? 1 : (double)file.Position / file.Length);
    }
}
