using Vitrine.Catalogue;
using Vitrine.Datasets.KddCup;
using Vitrine.Datasets.LabelledPairs;
using Vitrine.Models.Items;
using Vitrine.Workbench.KddCup;
using Vitrine.Workbench.LabelledPairs;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench;

/// <summary>A kind of folder that can be learned from, and what it offers. A further benchmark is one more of them.</summary>
public sealed class SourceKind
{
    private readonly Func<string, CancellationToken, LearningSource> open;

    private SourceKind(string name, IReadOnlyList<string> tasks, Func<string, CancellationToken, LearningSource> open) => (Name, Tasks, this.open) = (name, tasks, open);

    /// <summary>What <c>import</c> writes.</summary>
    public static SourceKind Store { get; } = new("a store", [Evaluating.Category, Evaluating.Pairs, Evaluating.Classification, Evaluating.Composed], (path, _) =>
    {
        var store = CatalogueStore.Open(path);
        return new(store, new StoreTrainingData(store, CaptionTriplets.Of(store) ?? ShopTriplets.Of(store)));
    })
    { IsIndexed = true };

    /// <summary>Files of the KDD Cup 2020: regions of photos, and queries with candidates.</summary>
    public static SourceKind KddCup { get; } = new("a folder of KDD Cup files", [Evaluating.Candidates], (path, cancellation) =>
    {
        var files = KddCupTrainingData.Open(KddCupFolder.Open(path), cancellation: cancellation);
        return new(files, files);
    });

    /// <summary>Texts with features of pictures and classes, as of Eng-Wiki.</summary>
    public static SourceKind LabelledPairs { get; } = new("a folder of labelled pairs", [Evaluating.Category], (path, cancellation) =>
    {
        var files = PairTrainingData.Open(path, cancellation);
        return new(files, files);
    });

    public static IReadOnlyList<SourceKind> All { get; } = [Store, KddCup, LabelledPairs];

    /// <summary>As messages call such a folder.</summary>
    public string Name { get; }

    /// <summary>The tasks of <see cref="Evaluating"/> that models are measured by here.</summary>
    public IReadOnlyList<string> Tasks { get; }

    /// <summary>Whether its products are indexed with a model, to be searched and measured; otherwise a model is measured as soon as it is trained.</summary>
    public bool IsIndexed { get; private init; }

    /// <summary>The kind of a folder, without reading its products.</summary>
    /// <exception cref="UsageException">It is none of them.</exception>
    public static SourceKind Of(string path)
    {
        if (KddCupFolder.IsOne(path))
            return KddCup;
        if (PairFolder.IsOne(path))
            return LabelledPairs;
        CatalogueStore.Open(path).Dispose(); // refuses what is no store either
        return Store;
    }

    /// <summary>Opens a folder of this kind.</summary>
    internal LearningSource Open(string path, CancellationToken cancellation) => open(path, cancellation);
}
