using Vitrine.Catalogue;

namespace Vitrine.Search.Live;

/// <summary>What is to be done to one product.</summary>
public abstract record ProductWrite
{
    private protected ProductWrite()
    {
    }

    /// <summary>Puts a product: adds it, or replaces all that is known of the one with its id.</summary>
    /// <param name="Product">The product.</param>
    /// <param name="Photos">Its photos, the main one first; null: those that it has.</param>
    public sealed record Put(ProductData Product, IReadOnlyList<PreparedPhoto>? Photos) : ProductWrite;

    /// <summary>Changes some of what is known of a product.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Change">Gives the product as it is to be; it must not change the id.</param>
    /// <param name="Photos">Its photos, the main one first; null: those that it has.</param>
    public sealed record Patch(string Id, Func<ProductData, ProductData> Change, IReadOnlyList<PreparedPhoto>? Photos) : ProductWrite;

    /// <summary>Removes a product.</summary>
    /// <param name="Id">Its id.</param>
    public sealed record Remove(string Id) : ProductWrite;
}

/// <summary>What became of a write; it is on the disk.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Change">The change that it is in, see <see cref="ShopWriter.WhenSearchableAsync"/>.</param>
public readonly record struct WriteOutcome(WriteKind Kind, long Change);

/// <summary>What a write did.</summary>
public enum WriteKind
{
    /// <summary>There is one product more.</summary>
    Added,

    /// <summary>A product is another one now.</summary>
    Updated,

    /// <summary>The product was so already.</summary>
    Unchanged,

    /// <summary>There is one product less.</summary>
    Removed,

    /// <summary>No product has the id: nothing was done.</summary>
    Unknown,
}
