using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>Where photos are: a folder or an archive. All names are listed first, so that a reference finds the same file wherever the files lie.</summary>
internal interface IPhotoPlace : IDisposable
{
    /// <summary>What one of its entries is called in messages: "file" or "member".</summary>
    string Entry { get; }

    /// <summary>The whole path of the folder or archive, a link to it followed.</summary>
    string FullName { get; }

    /// <summary>Every entry once, in the order that numbers them from 0. Nothing is read but names.</summary>
    /// <exception cref="BadDataException">A damaged archive, or one that unpacks to far more than it is.</exception>
    IEnumerable<PlacedFile> List();

    /// <summary>Reads these files, each once, in the order that costs least.</summary>
    /// <param name="files">Numbers of files that are neither links nor obstacles, each once, in the order of the table.</param>
    /// <param name="limits">A longer file is not read.</param>
    /// <exception cref="BadDataException">As <see cref="List"/>.</exception>
    IEnumerable<ReadFile> Read(IReadOnlyList<int> files, ImageLimits limits);
}
