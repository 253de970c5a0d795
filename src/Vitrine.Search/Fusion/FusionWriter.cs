using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Platform;
using Vitrine.Search.Queries;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Fusion;

/// <summary>Fits what each signal counts to queries of the shop's own values, and keeps it: <c>index/MODEL/fusion.json</c>.</summary>
public static class FusionWriter
{
    private const int MostQueries = 300;

    /// <summary>Fits anew where products or weights have changed.</summary>
    /// <param name="store">The products.</param>
    /// <param name="modelName">The model behind the signals.</param>
    /// <param name="signals">Blind to the attributes that queries are made of, or nothing could be learned but that these decide.</param>
    /// <param name="progress">Gets the number of queries asked.</param>
    /// <param name="cancellation">Looked at before each query.</param>
    /// <returns>The prior where the validation part has too little to ask for.</returns>
    public static FusionWeights Update(CatalogueStore store, string modelName, IReadOnlyList<ISignal> signals, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        if (TryOpen(store, modelName) is { } current)
            return current;
        var weights = Fit(store, signals, progress, cancellation);
        Keep(store, modelName, weights);
        return weights;
    }

    /// <summary>What was fitted to the products and weights of now; null where nothing was.</summary>
    public static FusionWeights? TryOpen(CatalogueStore store, string modelName) => TryOpen(store, modelName, notes => MadeFrom.IsNow(notes, store, modelName));

    /// <summary>What was fitted to the weights of now, be it when there were other products; null where nothing was.</summary>
    internal static FusionWeights? TryOpenOfWeights(CatalogueStore store, string modelName) => TryOpen(store, modelName, Provenance.Of(store, modelName).IsOfWeights);

    /// <summary>Notes that weights are to count for the products of now.</summary>
    internal static void Keep(CatalogueStore store, string modelName, FusionWeights weights) =>
        DurableFile.Replace(PathOf(store, modelName), JsonSerializer.SerializeToUtf8Bytes(new Kept(weights, MadeFrom.Now(store, modelName))));

    private static FusionWeights? TryOpen(CatalogueStore store, string modelName, Func<IReadOnlyDictionary<string, string>, bool> isWanted)
    {
        var path = PathOf(store, modelName);
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<Kept>(File.ReadAllBytes(path)) is { Weights.Signals: not null, Notes: not null } kept && isWanted(kept.Notes) ? kept.Weights : null;
        }
        catch (JsonException)
        {
            return null; // fitted anew
        }
    }

    /// <summary>
    /// Asks for values of the validation part and looks which of its products have them: products of the training part show their traits better than any other will. A query
    /// of which the validation part has no product teaches what it looks like when nothing is there.
    /// </summary>
    private static FusionWeights Fit(CatalogueStore store, IReadOnlyList<ISignal> signals, IProgress<int>? progress, CancellationToken cancellation)
    {
        var gallery = RowSet.Where(store.Count, row => store.Parts[row] == Part.Validation);
        var judged = new List<JudgedQuery>();
        var joined = new JoinedSignal(signals, FusionWeights.Prior);
        var queries = ShopperQueries.Make(store, new ShopperOptions { MostQueries = MostQueries }, cancellation);
        foreach (var query in queries.Queries)
        {
            cancellation.ThrowIfCancellationRequested();
            var asked = joined.Ask(query.Text);
            var rows = asked.CandidatesFor(JoinedSignal.Candidates, gallery);
            var right = query.Relevant.ToHashSet();
            if (rows.Length > 0)
                judged.Add(new JudgedQuery(asked.ScoresOf(rows), [.. rows.Select(row => right.Contains(row))]));
            progress?.Report(judged.Count);
        }

        return judged.Count > 0 ? FusionFit.Fit(judged) : FusionWeights.Prior;
    }

    private static string PathOf(CatalogueStore store, string model) => Path.Combine(Path.GetDirectoryName(GalleryFolder.Of(store, model, ItemField.Photo))!, "fusion.json");

    private sealed record Kept(FusionWeights Weights, Dictionary<string, string> Notes);
}
