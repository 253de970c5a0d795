namespace Vitrine.Datasets.Shop;

/// <summary>What the synthetic shop is made of.</summary>
/// <param name="Products">How many; default 2,000.</param>
/// <param name="Seed">The same seed gives the same shop, byte for byte; default 1.</param>
/// <param name="KeepsFamilies">Whether the products of one model stand on one side of the split of a store, so that each part has changes that lead to near copies.</param>
public sealed record ShopOptions(int Products = 2000, ulong Seed = 1, bool KeepsFamilies = false);

/// <summary>Photos of several products, each with a text that names one or more of them.</summary>
/// <param name="Scenes">How many; default 5,000.</param>
/// <param name="Seed">The same seed gives the same scenes, byte for byte; default 1.</param>
public sealed record SceneOptions(int Scenes = 5000, ulong Seed = 1);

/// <summary>A product of the synthetic shop.</summary>
/// <param name="Id">Unique: "S00001".</param>
/// <param name="Model">The name of its family: products of one model are alike but for a few attributes.</param>
/// <param name="Title">What a copywriter made of it; not every attribute is said.</param>
/// <param name="CategoryPath">Three names, coarse to fine.</param>
/// <param name="Attributes">Everything that can be seen: colour, pattern and what its category has besides.</param>
/// <param name="Svg">The drawing, <see cref="ShopPhotographer.PhotoSide"/> pixels square.</param>
/// <param name="GrainSeed">Seed of the noise on its photo.</param>
public sealed record ShopProduct(
    string Id, string Model, string Title, IReadOnlyList<string> CategoryPath, IReadOnlyDictionary<string, string> Attributes, string Svg, ulong GrainSeed);

/// <summary>A query of a picture and words, with its exact answer.</summary>
/// <param name="Reference">Id of the product whose picture is shown.</param>
/// <param name="Caption">What shall be different: "in navy blue and with long sleeves".</param>
/// <param name="Targets">Ids of all products of the category that differ from the reference in the changed attributes, by the values said, and in nothing else. At least one.</param>
/// <param name="Changed">Names of the changed attributes, one to three.</param>
/// <param name="Attributes">How many attributes the category has: the share of the change varies between queries.</param>
public sealed record ShopChange(string Reference, string Caption, IReadOnlyList<string> Targets, IReadOnlyList<string> Changed, int Attributes)
{
    /// <summary>The same change in six ways, the plainest first.</summary>
    public IReadOnlyList<string> Paraphrases { get; init; } = [];

    /// <summary>Ids of other products that are like the reference in all that is kept, and keep something of what was to be changed.</summary>
    public IReadOnlyList<string> HardNegatives { get; init; } = [];

    /// <summary>Id of another product that the same words lead from to the same targets: a second picture of the query. Null where there is none.</summary>
    public string? Second { get; init; }
}

/// <summary>The synthetic shop: a catalogue with pictures in which everything that matters is known exactly.</summary>
/// <param name="Products">In the order of a table.</param>
/// <param name="Changes">Between them.</param>
/// <param name="KeepsFamilies">See <see cref="ShopOptions"/>.</param>
public sealed record SyntheticShop(IReadOnlyList<ShopProduct> Products, IReadOnlyList<ShopChange> Changes, bool KeepsFamilies = false);
