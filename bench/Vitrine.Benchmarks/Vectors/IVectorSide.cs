namespace Vitrine.Benchmarks.Vectors;

/// <summary>A library that searches vectors, with a setting that buys recall with time.</summary>
public interface IVectorSide : IDisposable
{
    /// <summary>Settings, from the fastest to that of most recall.</summary>
    /// <param name="k">Hits wanted.</param>
    IReadOnlyList<double> Settings(int k);

    /// <summary>The numbers of the nearest vectors.</summary>
    int[] Search(float[] query, int k, double setting);

    /// <summary>Bytes that have to be in memory.</summary>
    long ResidentBytes();
}

/// <summary>Another library beside ours.</summary>
public interface IVectorPeer : IVectorSide
{
    /// <summary>Name and version.</summary>
    string Version { get; }

    /// <summary>Adds a vector; numbers come in order, from 0.</summary>
    void Add(int number, ReadOnlySpan<float> vector);

    /// <summary>Makes it ready to search.</summary>
    void Finish();
}
