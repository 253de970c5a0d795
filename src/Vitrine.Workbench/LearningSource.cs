using Vitrine.Catalogue;
using Vitrine.Datasets.KddCup;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Workbench.KddCup;

namespace Vitrine.Workbench;

/// <summary>Something to learn from, opened: a store, or a folder of the KDD Cup's files.</summary>
public sealed class LearningSource : IDisposable
{
    private readonly IDisposable opened;

    private LearningSource(IDisposable opened, ITrainingData data) => (this.opened, Data) = (opened, data);

    public ITrainingData Data { get; }

    /// <summary>Opens whatever lies in a folder.</summary>
    /// <exception cref="UsageException">Neither a store nor files of the KDD Cup.</exception>
    public static LearningSource Open(string path, CancellationToken cancellation = default)
    {
        if (KddCupFolder.IsOne(path))
        {
            var files = KddCupTrainingData.Open(KddCupFolder.Open(path), cancellation: cancellation);
            return new LearningSource(files, files);
        }

        var store = CatalogueStore.Open(path);
        return new LearningSource(store, new StoreTrainingData(store));
    }

    public void Dispose() => opened.Dispose();
}
