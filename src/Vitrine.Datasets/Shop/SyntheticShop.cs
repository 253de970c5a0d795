namespace Vitrine.Datasets.Shop;

/// <summary>What the synthetic shop is made of.</summary>
/// <param name="Products">How many; default 2,000.</param>
/// <param name="Seed">The same seed gives the same shop, byte for byte; default 1.</param>
public sealed record ShopOptions(int Products = 2000, ulong Seed = 1);

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
public sealed record ShopChange(string Reference, string Caption, IReadOnlyList<string> Targets, IReadOnlyList<string> Changed, int Attributes);

/// <summary>The synthetic shop: a catalogue with pictures in which everything that matters is known exactly.</summary>
public sealed record SyntheticShop(IReadOnlyList<ShopProduct> Products, IReadOnlyList<ShopChange> Changes);
