namespace Vitrine.Catalogue;

/// <summary>A product as an import would make it.</summary>
/// <param name="Product">What the table says of it.</param>
/// <param name="Photos">References as the table writes them.</param>
/// <param name="PhotosFound">How many files they lead to.</param>
public sealed record PreviewedProduct(ProductData Product, IReadOnlyList<string> Photos, int PhotosFound);
