using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Index;
using Vitrine.Search;

namespace Vitrine.Cli.Line;

/// <summary>The step that makes a store's codes searchable.</summary>
internal static class Indexing
{
    public static (IndexSchema Schema, int Products) Run(string storePath, string model, Session session, VectorFormat? format = null)
    {
        using var store = CatalogueStore.Open(storePath);
        var schema = session.Track($"Indexing {model}", stage => ProductIndex.Build(store, model, format, stage.Of(store.Count), session.Stop));
        return (schema, store.Count);
    }
}
