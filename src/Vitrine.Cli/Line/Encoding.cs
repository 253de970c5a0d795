using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Models;
using Vitrine.Models.Files;
using Vitrine.Search;

namespace Vitrine.Cli.Line;

/// <summary>The step that turns every product of a store into codes or vectors, and into vectors of its regions where the model compares them.</summary>
internal static class Encoding
{
    public static StoredEncodings Run(string storePath, string model, Session session)
    {
        using var store = CatalogueStore.Open(storePath);
        using var encoder = ModelDirectory.Load(store, model);
        var encodings = session.Track($"Encoding with {model}",
            stage => StoredEncodings.Make(store, model, encoder, stage.Of(2 * store.Count), session.Stop));
        if (encoder is IRescoringModel { ScoreParts.Count: > 0 } rescoring)
            session.Track("Encoding regions", stage => StoredRegions.Make(store, model, rescoring, stage.Of(store.Count), session.Stop));
        return encodings;
    }
}
