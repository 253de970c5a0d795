namespace Vitrine.Benchmarks.Encoders;

/// <summary>A way from files or texts to vectors.</summary>
internal interface IEncoderRoad : IDisposable
{
    /// <summary>Photos or texts of a computation, on every road.</summary>
    const int BatchSize = 32;

    /// <summary>Goes it once with all items.</summary>
    void Run();
}
