namespace Vitrine.Benchmarks.Vectors;

/// <summary>What is measured beside a peer.</summary>
/// <param name="Items">Vectors.</param>
/// <param name="Dimensions">Of a vector.</param>
/// <param name="Recall">Recall that both sides must reach.</param>
/// <param name="Threads">Numbers of threads that search.</param>
/// <param name="PeerLimit">Time of the processor after which the peer gets no more vectors.</param>
public sealed record VectorWork(int Items, int Dimensions, double Recall, IReadOnlyList<int> Threads, TimeSpan PeerLimit);
