namespace Vitrine.Models.Contract;

/// <summary>Features of many items, read at random, from any thread.</summary>
public interface IFeatureRows : IDisposable
{
    int Count { get; }

    /// <summary>Numbers per item.</summary>
    int Dimensions { get; }

    /// <summary>Copies the features of an item.</summary>
    /// <param name="item">0 … <see cref="Count"/> − 1.</param>
    /// <param name="destination">[<see cref="Dimensions"/>]</param>
    void Read(int item, Span<float> destination);
}
