using Vitrine.Catalogue.Features;

namespace Vitrine.Models.Contract;

/// <summary>
/// Where items come from: the products of a store, picture files, the images of a benchmark. Items are numbered from 0. A source that lacks what
/// is asked of it (pictures without titles, regions without pictures) throws a <see cref="Catalogue.UsageException"/> that says so.
/// </summary>
public interface IItemSource
{
    /// <summary>What a message calls it: a path.</summary>
    string Name { get; }

    int Count { get; }

    /// <summary>Whether there are pictures; otherwise <see cref="DefaultExtractor"/> and <see cref="Regions"/> are all there is to see.</summary>
    bool HasPhotos { get; }

    /// <summary>The features that a method takes unless it is told otherwise: hand-made ones of pictures, or those that the source brings.</summary>
    IFeatureExtractor DefaultExtractor { get; }

    /// <summary>Numbers that the source brings for the words of each item, such as topics; null: the words are all there is.</summary>
    IFeatureRows? GivenTexts => null;

    /// <summary>Regions that the source brings, found by a detector; null where methods cut pictures into cells themselves.</summary>
    IRegionSource? Regions { get; }

    /// <summary>The content of an item's photo by a number: equal numbers are equal photos, which are encoded once; negative for an item without one, whose words alone may be asked for.</summary>
    long PhotoOf(int item);

    /// <summary>The content of an item's photo by a number that means the same in every source (<see cref="ContentDigest"/>); null where there are no pictures.</summary>
    ulong? PhotoDigest(int item) => HasPhotos ? ContentDigest.OfPhoto(ReadPhoto(item)) : null;

    /// <summary>The words of some items, in the order asked for.</summary>
    IEnumerable<string> Titles(IReadOnlyList<int> items);

    /// <summary>The picture of an item as a file (JPEG, PNG, …).</summary>
    byte[] ReadPhoto(int item);

    /// <summary>A size of small pictures of an area, in the proportions that the source's pictures have.</summary>
    /// <param name="area">Pixels wanted.</param>
    (int Width, int Height) PhotoSize(int area);

    /// <summary>The pictures of all items, decoded; a source may keep them in a size near the one asked for.</summary>
    /// <param name="width">Columns that are wanted in the end.</param>
    /// <param name="height">Rows that are wanted in the end.</param>
    /// <param name="progress">Gets the number of photos done, where they have to be decoded first.</param>
    /// <param name="cancellation">Stops that.</param>
    IPhotoRows Photos(int width, int height, IProgress<int>? progress = null, CancellationToken cancellation = default);

    /// <summary>The features of all items, computed where the source has not kept them.</summary>
    /// <param name="extractor">What computes them.</param>
    /// <param name="progress">Gets the number of items done; silent where all are kept.</param>
    /// <param name="cancellation">Stops.</param>
    IFeatureRows Features(IFeatureExtractor extractor, IProgress<int>? progress = null, CancellationToken cancellation = default);
}
