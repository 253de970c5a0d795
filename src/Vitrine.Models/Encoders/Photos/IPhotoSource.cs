namespace Vitrine.Models.Encoders;

/// <summary>The photos of a source, ready for a network.</summary>
public interface IPhotoSource : IDisposable
{
    /// <summary>Some photos as a batch.</summary>
    /// <param name="rows">Numbers in the source.</param>
    Tensor Take(ReadOnlySpan<int> rows);
}
