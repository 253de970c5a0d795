namespace Vitrine.Catalogue;

/// <summary>A photo that too many different titles share to show any of them: "no picture yet", a logo, a size chart.</summary>
/// <param name="Products">Products with this photo.</param>
/// <param name="ExampleId">The id of the first of them.</param>
public sealed record PlaceholderPhoto(int Products, string ExampleId);

/// <summary>The placeholder photos of a store.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="MostShared">Those of the most products first, twenty at most.</param>
public sealed record PlaceholderPhotos(int Count, IReadOnlyList<PlaceholderPhoto> MostShared)
{
    /// <summary>A photo of more titles than this shows none of them.</summary>
    public const int MostTitles = SharedPhotos.MostGroups;
}
