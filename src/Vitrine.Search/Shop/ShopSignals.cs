using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Search.Fusion;
using Vitrine.Search.Signals;
using Vitrine.Search.Thesaurus;
using Vitrine.Search.Traits;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>
/// All signals of a store: its words; traits, as the store says them and a model with vectors tells them; and with a model title and photo. Whether they see the attributes and categories of the products themselves is said when they
/// are made.
/// </summary>
public sealed class ShopSignals : IDisposable
{
    private const WordFields Shown = WordFields.All;
    private const WordFields Hidden = WordFields.Title | WordFields.Description | WordFields.Ids;

    private readonly List<IDisposable> owned = [];
    private readonly IRetrievalModel? model;
    private readonly Gallery? photos, titles;
    private readonly ProductTraits? traits;

    private ShopSignals(CatalogueStore store, string? modelName, ShopModels models, ShopKnowledge knowledge)
    {
        (Store, ModelName, Words, traits) = (store, modelName, Own(knowledge.Words), knowledge.Traits);
        Weights = modelName is null ? FusionWeights.OfWords : (knowledge.Weights ?? FusionWeights.Prior).WithTraits();
        try
        {
            if (modelName is null)
                return;
            model = models[modelName];
            var by = models.By(store, modelName);
            photos = Own(Gallery.Open(store, modelName, model, ItemField.Photo, by));
            titles = Own(Gallery.Open(store, modelName, model, ItemField.Title, by));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The products.</summary>
    public CatalogueStore Store { get; }

    /// <summary>The model behind title, photo and traits; null: there is none.</summary>
    public string? ModelName { get; }

    /// <summary>The words of the products.</summary>
    public WordIndex Words { get; }

    /// <summary>What each signal counts.</summary>
    public FusionWeights Weights { get; }

    /// <summary>Opens what <c>vitrine index</c> made.</summary>
    /// <param name="store">The products; must outlive this.</param>
    /// <param name="modelName">A model of the store; null for words alone.</param>
    /// <exception cref="UsageException">Words or products are not indexed, or have changed since.</exception>
    public static ShopSignals Open(CatalogueStore store, string? modelName)
    {
        var models = new ShopModels(store.Path);
        try
        {
            var signals = Open(store, modelName, models);
            signals.owned.Insert(0, models);
            return signals;
        }
        catch
        {
            models.Dispose();
            throw;
        }
    }

    /// <param name="store">The products; must outlive this.</param>
    /// <param name="modelName">A model of the store; null for words alone.</param>
    /// <param name="models">The models of the store; must outlive this.</param>
    internal static ShopSignals Open(CatalogueStore store, string? modelName, ShopModels models) => Open(store, modelName, models,
        new ShopKnowledge(WordIndex.Open(store), (modelName is null ? null : TraitWriter.TryOpen(store, modelName)) ?? TraitWriter.TryOpenSaid(store), modelName is null ? null : FusionWriter.TryOpen(store, modelName)));

    /// <inheritdoc cref="Open(CatalogueStore, string?, ShopModels)"/>
    /// <param name="store">As above.</param>
    /// <param name="modelName">As above.</param>
    /// <param name="models">As above.</param>
    /// <param name="knowledge">Of the products as they are.</param>
    internal static ShopSignals Open(CatalogueStore store, string? modelName, ShopModels models, ShopKnowledge knowledge) => new(store, modelName, models, knowledge);

    /// <summary>The signals.</summary>
    /// <param name="seesAttributes">Whether what the store says of a product, its categories and attributes, can be searched too; otherwise title, description and photos alone.</param>
    public IReadOnlyList<ISignal> All(bool seesAttributes)
    {
        var analyzer = new WordAnalyzer(WordLanguage.Named(Words.Language));
        var signals = new List<ISignal> { new WordSignal(Words, seesAttributes ? Shown : Hidden) };
        if (model is not null)
        {
            var forms = new OtherForms(Words, analyzer);
            signals.Add(new VectorSignal(model, titles!, ItemField.Title, Store.Count, analyzer.IsStopWord, forms.Of));
            signals.Add(new VectorSignal(model, photos!, ItemField.Photo, Store.Count, analyzer.IsStopWord, forms.Of));
        }

        if (traits is { Traits.Count: > 0 } && (seesAttributes || traits.AreLearned))
        {
            // What the others are must not be seen then.
            var learned = seesAttributes ? null : RowSet.Where(Store.Count, row => Store.Parts[row] == Part.Train);
            signals.Add(new TraitSignal(traits, new TraitReader(traits.Traits, analyzer, Meanings.Of(Words), new TitlesOfShop(Words), new TraitEvidence(traits, learned), Meanings.SynonymsIn(Words.Language), Meanings.WordsOf(Words.Language)), seesAttributes));
        }

        return signals;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        owned.Reverse();
        owned.ForEach(one => one.Dispose());
    }

    private T Own<T>(T one) where T : IDisposable
    {
        owned.Add(one);
        return one;
    }
}
