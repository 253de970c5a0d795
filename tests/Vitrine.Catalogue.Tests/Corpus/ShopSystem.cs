using Vitrine.Catalogue.Tests.Corpus.Systems;

namespace Vitrine.Catalogue.Tests.Corpus;

/// <summary>How the exports of one shop system look.</summary>
internal abstract class ShopSystem
{
    public static IReadOnlyList<ShopSystem> All { get; } = [new GoogleMerchant(), new Shopify(), new WooCommerce(), new Magento(), new PrestaShop()];

    public abstract string Name { get; }

    public virtual string FileName => "products.csv";

    public virtual char Delimiter => ',';

    public abstract string[] Header { get; }

    /// <summary>The natural import; table, photos and store are to be filled in.</summary>
    public abstract ImportOptions Options { get; }

    /// <summary>Whether it writes variants.</summary>
    public bool HasVariants => Options.VariantOf is not null;

    /// <summary>Rows of one id are one product.</summary>
    public bool RepeatsIds => Options.VariantOf == Options.Id;

    /// <summary>Further paths under which it shows a product.</summary>
    public virtual string[][] FurtherCategories(ShopProduct product) => [];

    /// <summary>The rows of a product, each as cells by column; columns that are not named are empty.</summary>
    /// <param name="product">As the table is to write it.</param>
    /// <param name="photos">References, the main one first.</param>
    /// <param name="id">How it writes an id.</param>
    public abstract IEnumerable<Dictionary<string, string>> Rows(ShopProduct product, string[] photos, Func<string, string> id);

    /// <summary>An import with nothing but what every import names.</summary>
    protected static ImportOptions Import(string id, string title, string category, params string[] image) =>
        new() { Table = "", Images = "", Out = "", Id = id, Title = [title], Category = [category], Image = image };
}
