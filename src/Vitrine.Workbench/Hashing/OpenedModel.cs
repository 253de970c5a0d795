using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Search;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Hashing;

/// <summary>A model of a store, opened to be measured there.</summary>
/// <param name="Store">The products.</param>
/// <param name="Name">The model's name.</param>
/// <param name="Model">The model.</param>
/// <param name="Foreign">What it learned elsewhere.</param>
/// <param name="Card">Its card.</param>
internal sealed record OpenedModel(CatalogueStore Store, string Name, IRetrievalModel Model, ForeignTraining Foreign, ModelCard Card) : IDisposable
{
    /// <exception cref="UsageException">There is no such model, or the folder is no store, or the two do not fit.</exception>
    public static OpenedModel Open(string path, string name, Part part, IRetrievalModel? loaded = null)
    {
        var model = loaded ?? Methods.Load(path, name);
        CatalogueStore? store = null;
        try
        {
            store = CatalogueStore.Open(path);
            var directory = ModelDirectory.Of(store, name);
            var (card, items, opened) = (directory.ReadCard(), new StoreItems(store), store);
            ModelFit.Require(name, card, store.Tree, items);
            var foreign = ForeignTraining.Of(directory, items, part, stage => (stage.DataHash, stage.SplitHash) == (opened.DataHash, opened.SplitHash));
            return new OpenedModel(store, name, model, foreign, card);
        }
        catch
        {
            store?.Dispose();
            model.Dispose();
            throw;
        }
    }

    /// <summary>What of two products is compared.</summary>
    public SearchBy Choose(SearchBy? asked) => SearchBys.Choose(asked, Model.Description, SearchBys.Best(Card));

    /// <summary>What figures are called.</summary>
    public string LabelOf(SearchBy by) => by == SearchBy.Codes ? Model.Description.CodesLabel : Model.Description.VectorsLabel;

    public RetrievalTask Retrieval(EvaluationRequest request, SearchBy by, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        new(Store, Name, Model, Foreign, by, request, progress, cancellation);

    public void Dispose()
    {
        Model.Dispose();
        Store.Dispose();
    }
}
