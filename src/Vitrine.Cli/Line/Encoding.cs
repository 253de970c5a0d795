using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Search;

namespace Vitrine.Cli.Line;

/// <summary>The step that turns every product of a store into codes or vectors.</summary>
static class Encoding
{
    public static StoredEncodings Run(string storePath, string model, Session session)
    {
        using CatalogueStore store = CatalogueStore.Open(storePath);
        return session.Track($"Encoding with {model}", stage => StoredEncodings.Make(store, model, stage.Of(2 * store.Count), session.Stop));
    }
}
