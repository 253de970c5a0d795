using Vitrine.Catalogue.Images;

namespace Vitrine.Models.Contract;

/// <summary>Decoded pictures of many items, read at random, from any thread.</summary>
public interface IPhotoRows : IDisposable
{
    /// <summary>The picture of an item.</summary>
    /// <exception cref="ImageException">It cannot be read.</exception>
    RgbImage this[int item] { get; }
}
