using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Search.Fields;
using Vitrine.Search.Rules;
using Vitrine.Search.Suggest;
using Vitrine.Search.Traits;
using Vitrine.Search.Understanding;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>
/// Finds products with all that the shop knows of them: by words in one ranking by the probability that a product is what was asked for; by pictures, which words may change; filtered, counted and
/// sorted by fields; and in the order that the shop's own rules want. Shows one state of the store, that of its opening. Safe to use from several threads: they wait for each other only where a model
/// encodes what they ask.
/// </summary>
public sealed class ShopSearch : IDisposable
{
    /// <summary>Words that count against a picture push half as hard as the others pull: at equal weight what was asked for hardly shows.</summary>
    public const float AgainstWeight = -0.5f;

    private readonly ShopSignals signals;
    private readonly ShopRanking ranking;
    private readonly StoreItems items;
    private readonly ShopModels models;
    private readonly string? pictureModel;
    private readonly WordAnalyzer analyzer;
    private readonly List<IDisposable> owned = [];
    private readonly Lock opening = new();
    private readonly Lazy<ShopSuggester> suggester;
    private PictureSearch? pictures;

    private ShopSearch(ShopSignals signals, ShopFields fields, ShopModels models, string? pictureModel)
    {
        (Store, this.signals, Fields, this.models, this.pictureModel) = (signals.Store, signals, fields, models, pictureModel);
        items = new StoreItems(Store);
        ranking = new ShopRanking(signals, fields);
        analyzer = new WordAnalyzer(WordLanguage.Named(signals.Words.Language));
        Rules = ShopRules.Open(Store, fields, signals.Words.Language);
        suggester = new Lazy<ShopSuggester>(() => ShopSuggester.Of(Store, signals.Words));
    }

    /// <summary>The products.</summary>
    public CatalogueStore Store { get; }

    /// <summary>What products are filtered, counted and sorted by.</summary>
    public ShopFields Fields { get; }

    /// <summary>The shop's own rules.</summary>
    public ShopRules Rules { get; }

    /// <summary>What a search box proposes.</summary>
    public ShopSuggester Suggester => suggester.Value;

    /// <summary>The model that looks at photos and reads titles; null: there is none.</summary>
    public string? ModelName => signals.ModelName;

    /// <summary>Opens what <c>vitrine index</c> made.</summary>
    /// <param name="storePath">The store's folder.</param>
    /// <param name="modelName">The model that looks at photos and reads titles; null for words alone.</param>
    /// <param name="pictureModel">The model for pictures, and for words that change them; null: the same.</param>
    /// <exception cref="UsageException">No store or model, or what was made is of other products or weights.</exception>
    public static ShopSearch Open(string storePath, string? modelName, string? pictureModel = null)
    {
        var owned = new List<IDisposable>();
        try
        {
            var store = Own(CatalogueStore.Open(storePath));
            var models = Own(new ShopModels(storePath));
            var signals = Own(ShopSignals.Open(store, modelName, models));
            var search = new ShopSearch(signals, Own(ShopFields.Open(store)), models, pictureModel ?? modelName);
            search.owned.AddRange(owned);
            return search;
        }
        catch
        {
            DisposeAll(owned);
            throw;
        }

        T Own<T>(T one) where T : IDisposable
        {
            owned.Add(one);
            return one;
        }
    }

    /// <summary>A state of a store that is written while it is searched.</summary>
    /// <param name="signals">Closed with this, with their store.</param>
    /// <param name="fields">Closed with this.</param>
    /// <param name="models">Those of all states; must outlive this.</param>
    /// <param name="pictureModel">As above.</param>
    internal static ShopSearch Of(ShopSignals signals, ShopFields fields, ShopModels models, string? pictureModel)
    {
        var search = new ShopSearch(signals, fields, models, pictureModel ?? signals.ModelName);
        search.owned.AddRange([signals.Store, signals, fields]);
        return search;
    }

    /// <summary>A product to start from: more like this. One without a photo is known by its title.</summary>
    /// <exception cref="UsageException">There is no such product.</exception>
    public QueryPart Like(string id)
    {
        var product = Store.Find(id) ?? throw new UsageException($"There is no product '{id}' in the store.", "Give an id of the shop's table.");
        return product.Photos > 0 ? new ItemPart(items, product.Row) : new TextPart(product.Title);
    }

    /// <summary>What the shop has for a query.</summary>
    /// <exception cref="UsageException">
    /// The words are empty, fewer than one hit is asked for or the first is before the beginning, there is no such category or field, a picture is given and no model can look at it, or a vector or
    /// code is of another size than those of the photos.
    /// </exception>
    /// <exception cref="Catalogue.Images.ImageException">The bytes of a picture are none, or too large a one.</exception>
    public ShopAnswer Answer(ShopQuery query)
    {
        Check(query);
        var reading = query.Text is not null || query.Not is not null ? ranking.Read(query.Text ?? "", query.Not, query.IsAsTyped, StartOf(query)) : Nothing;
        reading = reading with { Notes = [.. reading.Notes, .. Fields.NotesOn(query.Where)] };
        var filters = new QueryFilters(query, reading, Store, Fields, ranking);
        var choice = new HitChoice(query, Store, Fields, new VariantChoice([.. AskedOfVariants(filters)], reading.Text, analyzer, Fields));
        if (query.Encoded is not null)
            return ByEncoding(query, query.Encoded, reading, choice, filters);
        if (query.Starts.Count > 0)
            return ByPictures(query, reading, choice, filters);
        var applied = RulesFor(query, reading);
        if (reading.Text.Length == 0)
            return Answer(FoundPage.OfAll(query, applied, choice, Fields, Store.Count, filters), reading) with { Model = signals.ModelName, Rules = applied };
        var asked = ranking.Ask(query.Text!, reading, applied);
        return Answer(FoundPage.Of(query, asked, choice, Fields, Store.Count, filters), reading) with { Model = signals.ModelName, Rules = applied, Recall = asked.Recall };
    }

    /// <summary>The rules of the shop that hold for a query now, and why.</summary>
    /// <exception cref="UsageException">The words are empty, or there is no such category.</exception>
    public AppliedRules RulesFor(ShopQuery query)
    {
        Check(query);
        if (query.Category is not null)
            CategoryFilter.Under(Store, query.Category); // refuses one that does not exist
        return RulesFor(query, query.Text is null ? Nothing : ranking.Read(query.Text, query.Not, query.IsAsTyped));
    }

    /// <summary>What the model for pictures makes of words or a picture, to be compared with what it made of photos.</summary>
    /// <exception cref="UsageException">The words are empty, or no model can look at pictures.</exception>
    /// <exception cref="Catalogue.Images.ImageException">The bytes of a picture are none, or too large a one.</exception>
    public EncodedQuery Encode(QueryPart part)
    {
        if (part is TextPart text && string.IsNullOrWhiteSpace(text.Text))
            throw new UsageException("The text to encode is empty.", "Give some words.");
        var model = Pictures().Model;
        lock (model)
            return model.EncodeQueries([new Query(part)], ItemField.Photo)[0];
    }

    /// <summary>Takes apart how near the first hits of an answer are to pictures that were asked for: by parts of the query, words, layers and regions.</summary>
    /// <param name="answer">Of this search.</param>
    /// <param name="count">Hits at most: the model looks at each of them again.</param>
    /// <returns>One for each of these hits, likely ones first; none where no picture was asked for, since a hit of words carries its shares (<see cref="MatchProbability"/>).</returns>
    public IReadOnlyList<Explanation> Explain(ShopAnswer answer, int count)
    {
        if (answer.Asked is not { } query)
            return [];
        var model = Pictures().Model;
        lock (model)
            return [.. answer.Hits.Concat(answer.LessLikely).Take(count).Select(hit => model.Explain(query, items, hit.Product.Row))];
    }

    /// <summary>The model for pictures; null: there is none.</summary>
    public string? PictureModelName => pictureModel;

    /// <inheritdoc/>
    public void Dispose()
    {
        pictures?.Dispose();
        DisposeAll(owned);
    }

    // The variants of a product stand in its branches, all of them.
    private IEnumerable<KeyValuePair<ShopField, FieldCondition>> AskedOfVariants(QueryFilters filters) =>
        filters.Conditions().Select(condition => KeyValuePair.Create(Fields.Named(condition.Key), condition.Value)).Where(condition => condition.Key.Kind != ShopFieldKind.Branch);

    // What was opened last goes first.
    private static void DisposeAll(List<IDisposable> all)
    {
        foreach (var one in all.AsEnumerable().Reverse())
            one.Dispose();
        all.Clear();
    }

    private static QueryReading Nothing { get; } = new("", [], new Dictionary<string, FieldCondition>(), []);

    private ShopAnswer ByPictures(ShopQuery query, QueryReading reading, HitChoice choice, QueryFilters filters)
    {
        var pictures = Pictures();
        // Who wants a dress in navy blue wants no tie.
        var kinds = reading.Text.Length == 0 || query.IsAsTyped ? [] : KindsOfStarts.Of(query.Starts, pictures, Store);
        var change = ranking.AskChange(reading.Text, kinds);
        var asked = new AskedPictures(pictures.Model, pictures.Gallery, query, reading.Text, reading.Without, change?.Query, Store.Count);
        IEnumerable<string> notes = [.. reading.Notes, .. change is { KeepsKind: true } ? [$"The kind stays: {string.Join(", ", kinds.Select(kind => kind.Split(Trait.Between)[^1]))}."] : Array.Empty<string>()];
        string[] unknown = [.. asked.UnknownWords.Where(word => !ranking.SaysNothing(word))];
        var understood = reading with { Notes = [.. notes, .. unknown.Length > 0 ? [$"Not known: {string.Join(", ", unknown)}."] : Array.Empty<string>()] };
        return Answer(FoundPage.Of(query, asked, choice, Fields, Store.Count, filters), understood) with { Model = pictures.Name, Asked = asked.Query, Changes = asked.Changes };
    }

    private ShopAnswer ByEncoding(ShopQuery query, EncodedQuery encoded, QueryReading reading, HitChoice choice, QueryFilters filters)
    {
        var pictures = Pictures();
        return Answer(FoundPage.Of(query, new AskedEncoding(encoded, pictures.Model.Description, pictures.Gallery), choice, Fields, Store.Count, filters), reading) with { Model = pictures.Name };
    }

    // Opened when somebody asks for it: a shop may be searched by words alone.
    private PictureSearch Pictures()
    {
        lock (opening)
            return pictures ??= PictureSearch.Open(Store, pictureModel ?? throw new UsageException("This shop has no model that can look at pictures.", $"Train one: vitrine train {Store.Path}"), models);
    }

    private static void Check(ShopQuery query)
    {
        if (query.Text is not null && string.IsNullOrWhiteSpace(query.Text))
            throw new UsageException("The text to search for is empty.", "Give some words, such as: --text \"red dress\"");
        if (query.Encoded is not null && ((query.Text ?? query.Not) is not null || query.Starts.Count > 0))
            throw new UsageException("A vector or code stands beside words, pictures or products.", "Give it alone, with filters, counts and an order if you like; a model encodes the others itself.");
        if (query.CutOff is { } cutOff && !double.IsFinite(cutOff))
            throw new UsageException($"The cut-off is {cutOff}.", "Give a finite number, such as a probability of 0.5.");
        if (query.Count < 1 || query.Offset < 0)
            throw new UsageException($"{query.Count} hits were asked for, after the first {query.Offset}.", "Ask for 1 or more, after 0 or more.");
    }

    // What is to be changed, where it is one product of the shop.
    private Product? StartOf(ShopQuery query) => query.Starts is [ItemPart part] && part.Source == items ? Store[part.Item] : null;

    private AppliedRules RulesFor(ShopQuery query, QueryReading reading) =>
        query.IgnoresRules ? AppliedRules.None : Rules.For(query.Text is null ? [] : [query.Text, reading.Text], BranchOf(query), DateTimeOffset.UtcNow);

    // The one branch that is asked for, in either way.
    private static string? BranchOf(ShopQuery query) => query.Category ?? (query.Where.GetValueOrDefault(ShopField.Category) is FieldCondition.OneOf { Values: [var only] } ? only : null);

    private ShopAnswer Answer(FoundPage page, QueryReading reading)
    {
        var shown = page.Page.ToLookup(hit => hit.IsLikely, HitOf);
        return new ShopAnswer(reading, [.. shown[true]], [.. shown[false]]) { Total = page.Total, IsTotalExact = page.IsTotalExact, Facets = page.Facets };
    }

    private ProductHit HitOf(Found found)
    {
        var product = Store[found.Row];
        return new ProductHit(product, Store.Tree.Path(product.Category), found.Nearness);
    }
}
