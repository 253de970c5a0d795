namespace Vitrine.Datasets.Shop;

/// <summary>A product before it has words and a picture.</summary>
internal sealed record ShopItem(string Id, string Model, ShopCategory Category, Look Look);
