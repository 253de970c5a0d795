using Vitrine.Datasets.Shop;
using Vitrine.Cli.Terminal;

namespace Vitrine.Cli.Line;

/// <summary>The step that makes a synthetic shop: as files that a shop would deliver, or straight as a store.</summary>
internal static class Synthesising
{
    public static SyntheticShop IntoFolder(string folder, ShopOptions options, Session session) => Run(options, session,
        (shop, stage) => ShopWriter.WriteFolder(shop, folder, stage.Of(options.Products), session.Stop));

    public static SyntheticShop IntoStore(string store, ShopOptions options, Session session) => Run(options, session,
        (shop, stage) => ShopWriter.WriteStore(shop, store, stage.Of(options.Products), session.Stop));

    private static SyntheticShop Run(ShopOptions options, Session session, Action<SyntheticShop, IStage> write) => session.Track("Drawing products", stage =>
    {
        var shop = ShopGenerator.Generate(options);
        write(shop, stage);
        return shop;
    });
}
