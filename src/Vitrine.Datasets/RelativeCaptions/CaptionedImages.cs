using Vitrine.Catalogue;

namespace Vitrine.Datasets.RelativeCaptions;

/// <summary>Images and the changes between them, of one gallery: what of a data set becomes a store.</summary>
/// <param name="Name">What its products are called, and the store's one category.</param>
/// <param name="Images">The images of each part; those of validation and test are what is searched.</param>
/// <param name="Changes">The captions of each part.</param>
public sealed record CaptionedImages(string Name, IReadOnlyDictionary<Part, IReadOnlyList<string>> Images, IReadOnlyDictionary<Part, IReadOnlyList<CaptionedChange>> Changes)
{
    private static readonly Part[] Parts = [Part.Train, Part.Validation, Part.Test];

    /// <summary>Of Shoes.</summary>
    public static CaptionedImages Of(ShoesFolder folder) => new("shoes", Parts.ToDictionary(part => part, folder.ImagesOf), Parts.ToDictionary(part => part, folder.Changes));

    /// <summary>Of one category of Fashion-IQ.</summary>
    /// <param name="folder">The files.</param>
    /// <param name="category">One of <see cref="FashionIqFolder.Categories"/>.</param>
    /// <param name="protocol">What is searched by the captions of validation.</param>
    public static CaptionedImages Of(FashionIqFolder folder, string category, FashionIqProtocol protocol) => new(category,
        Parts.ToDictionary(part => part, part => part == Part.Validation ? folder.Gallery(category, part, protocol) : folder.Images(category, part)),
        Parts.ToDictionary(part => part, part => folder.Changes(category, part)));
}

/// <summary>What became of the images and captions of a data set.</summary>
/// <param name="Products">Images that are products now.</param>
/// <param name="MissingImages">Images that are named, and whose file is not there or cannot be read.</param>
/// <param name="Changes">Captions whose images are there, those without a target too.</param>
/// <param name="LostChanges">Captions that lack an image.</param>
public sealed record CaptionImport(int Products, int MissingImages, int Changes, int LostChanges);
