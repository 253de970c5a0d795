using Vitrine.Catalogue;

namespace Vitrine.Workbench.Tests;

/// <summary>A product whose place in the split a test chooses.</summary>
/// <param name="Part">Its part.</param>
/// <param name="Category">Its path, joined by '/'.</param>
internal sealed record HandProduct(Part Part, string Category)
{
    /// <summary>Whether its group is in the first half (<see cref="CatalogueStore.ReadHalves"/>), the one that asks where the gallery is unseen.</summary>
    public bool IsInFirstHalf { get; init; } = true;

    /// <summary>The product of the shop whose title it has too; null: one of its own.</summary>
    public int? TitleOf { get; init; }

    /// <summary>The photo file; null: one of its own.</summary>
    public byte[]? Photo { get; init; }

    /// <summary>Whether it has a photo at all.</summary>
    public bool HasPhoto { get; init; } = true;

    /// <summary>Several alike.</summary>
    public HandProduct[] Times(int count) => [.. Enumerable.Repeat(this, count)];
}
