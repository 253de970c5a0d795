using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Search.Signals;
using Vitrine.Search.Traits;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>
/// All signals of a store: its words; and with a model title, photo and, where it has vectors, traits. Whether they see the attributes and categories of the products themselves is said when they
/// are made.
/// </summary>
public sealed class ShopSignals : IDisposable
{
    private const WordFields Shown = WordFields.All;
    private const WordFields Hidden = WordFields.Title | WordFields.Description | WordFields.Ids;

    private readonly List<IDisposable> owned = [];
    private readonly WordIndex words;
    private readonly IRetrievalModel? model;
    private readonly Gallery? photos, titles;
    private readonly ProductTraits? traits;

    private ShopSignals(CatalogueStore store, string? modelName)
    {
        (Store, ModelName) = (store, modelName);
        try
        {
            words = Own(WordIndex.Open(store));
            if (modelName is null)
                return;
            var card = ModelDirectory.Of(store, modelName).ReadCard();
            model = Own(Methods.Load(store.Path, modelName));
            var by = SearchBys.Choose(null, model.Description, SearchBys.Best(card));
            photos = Own(Gallery.Open(store, modelName, model, ItemField.Photo, by));
            titles = Own(Gallery.Open(store, modelName, model, ItemField.Title, by));
            if (model.Description.HasVectors)
                traits = TraitWriter.TryOpen(store, modelName);
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
    public WordIndex Words => words;

    /// <summary>Opens what <c>vitrine index</c> made.</summary>
    /// <param name="store">The products; must outlive this.</param>
    /// <param name="modelName">A model of the store; null for words alone.</param>
    /// <exception cref="UsageException">Words or products are not indexed, or have changed since.</exception>
    public static ShopSignals Open(CatalogueStore store, string? modelName) => new(store, modelName);

    /// <summary>The signals.</summary>
    /// <param name="seesAttributes">Whether what the store says of a product, its categories and attributes, can be searched too; otherwise title, description and photos alone.</param>
    public IReadOnlyList<ISignal> All(bool seesAttributes)
    {
        var signals = new List<ISignal> { new WordSignal(words, seesAttributes ? Shown : Hidden) };
        if (model is not null)
        {
            signals.Add(new VectorSignal(model, titles!, ItemField.Title, Store.Count));
            signals.Add(new VectorSignal(model, photos!, ItemField.Photo, Store.Count));
        }

        if (traits is { Traits.Count: > 0 })
            signals.Add(new TraitSignal(traits, new TraitReader(traits.Traits, new WordAnalyzer(WordLanguage.Named(words.Language))), seesAttributes));
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
