using System.Collections.Concurrent;
using System.Globalization;
using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Indexes;

namespace Vitrine.Search.Fields;

/// <summary>The fields of a store's products, opened to filter, count and sort by them. Made by <see cref="FieldIndexWriter"/>. Safe to use from several threads.</summary>
public sealed class ShopFields : IDisposable
{
    internal const string IndexName = "fields";

    private const int MostFacetValues = 1000;

    // Of the values that there are, in a message.
    private const int MostNamed = 8;

    private readonly CatalogueStore store;
    private readonly IIndexSnapshot index;
    private readonly IIndexSnapshot? variants; // null: there are none, and nothing is held open for them
    private readonly ConcurrentDictionary<string, Lazy<Dictionary<string, string[]>>> spellings = new(StringComparer.Ordinal);

    private readonly Lazy<IReadOnlyList<string>> worthy;

    private readonly Lazy<RowSet> varied;

    private ShopFields(CatalogueStore store, IIndexSnapshot index, IIndexSnapshot? variants)
    {
        (this.store, this.index, this.variants, All) = (store, index, variants, FieldsOf(index.Schema));
        // What failed is asked again.
        varied = new Lazy<RowSet>(() => variants?.RowsOf(Filter.All(), store.Count) ?? new RowSet(store.Count), LazyThreadSafetyMode.PublicationOnly);
        worthy = new Lazy<IReadOnlyList<string>>(() => [.. Count(rows: null, [.. All.Select(field => field.Name)]).Where(FacetChoice.IsWorthy).Select(facet => facet.Field.Name)], LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The names of the fields that can be chosen by, see <see cref="FacetChoice"/>.</summary>
    public IReadOnlyList<string> Worthy => worthy.Value;

    /// <summary>The fields, <see cref="ShopField.Category"/> first.</summary>
    public IReadOnlyList<ShopField> All { get; }

    /// <summary>Opens the fields of a store.</summary>
    /// <param name="store">The products; must outlive this.</param>
    /// <exception cref="UsageException">They were never indexed, or products have changed since.</exception>
    /// <exception cref="IndexFormatException">A file is damaged.</exception>
    public static ShopFields Open(CatalogueStore store)
    {
        var indexes = StoreIndexes.Of(store);
        if (!indexes.Exists(IndexName) || !indexes.Exists(VariantItems.IndexName))
            throw new UsageException($"The fields of the products of '{store.Path}' are not indexed yet.", $"Run: vitrine index {store.Path}");
        var index = indexes.Open(IndexName);
        try
        {
            var variants = indexes.Open(VariantItems.IndexName);
            var isOfStore = index.Properties.GetValueOrDefault(FieldIndexWriter.DataHashKey) == HashOf(store) && variants.Properties.GetValueOrDefault(FieldIndexWriter.DataHashKey) == VariantItems.HashOf(HashOf(store));
            if (isOfStore && variants.Count > 0)
                return new ShopFields(store, index, variants);
            variants.Dispose();
            if (isOfStore)
                return new ShopFields(store, index, variants: null);
        }
        catch
        {
            index.Dispose();
            throw;
        }

        index.Dispose();
        throw new UsageException("The products have changed since their fields were indexed, or an older version indexed them.", $"Run: vitrine index {store.Path}");
    }

    /// <summary>A field by its name.</summary>
    /// <exception cref="UsageException">There is none; the hint names those that there are.</exception>
    public ShopField Named(string name) => All.FirstOrDefault(field => field.Name == name)
        ?? All.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"The products have no field '{name}'.", $"There are: {string.Join(", ", All.Select(field => field.Name))}.");

    /// <summary>The products of which no variant is all that the product says: what they are asked for, one variant has to be.</summary>
    internal RowSet Varied => varied.Value;

    /// <summary>The rows that meet all of some conditions, of products in several variants those of which one does; null: there is no condition, so that all do.</summary>
    /// <param name="conditions">Field names and what is asked of each.</param>
    /// <exception cref="UsageException">There is no such field, or it does not hold what it is compared with.</exception>
    public RowSet? Passing(IEnumerable<KeyValuePair<string, FieldCondition>> conditions)
    {
        RowSet? rows = null;
        var all = conditions as IReadOnlyCollection<KeyValuePair<string, FieldCondition>> ?? [.. conditions];
        foreach (var (_, condition) in all.Where(one => Named(one.Key).Kind == ShopFieldKind.Branch))
            Narrow(ref rows, Branches(condition));
        if (FiltersOf(all) is not { Length: > 0 } filters)
            return rows;
        var passing = index.RowsOf(Filter.All(filters), store.Count);
        if (variants is not null)
        {
            passing.AndNot(Varied);
            passing.Or(variants.RowsOf(Filter.All(filters), store.Count));
        }

        Narrow(ref rows, passing);
        return rows;
    }

    /// <summary>A sentence for each condition on texts that no product meets, with values that there are.</summary>
    /// <param name="conditions">Field names and what is asked of each.</param>
    public IEnumerable<string> NotesOn(IReadOnlyDictionary<string, FieldCondition> conditions)
    {
        foreach (var (name, condition) in conditions)
        {
            var field = Named(name);
            if (field.Kind == ShopFieldKind.Text && condition is FieldCondition.OneOf { Values: var asked } && asked.All(value => ValuesLike(field, value) is null))
            {
                string[] known = [.. Count(rows: null, [field.Name])[0].Values.Take(MostNamed).Select(value => value.Text)];
                yield return $"No product has {field.Name} {string.Join(" or ", asked.Select(value => $"'{value}'"))}.{(known.Length == 0 ? "" : $" There are: {string.Join(", ", known)}.")}";
            }
        }
    }

    /// <summary>How some products divide by fields. Values that differ in letter case alone are one, written as most of the products write it.</summary>
    /// <param name="rows">The products; null for all.</param>
    /// <param name="names">The fields.</param>
    /// <param name="conditions">What the products meet: of one in several variants those count that meet it, the sizes of the red ones; null for nothing.</param>
    /// <exception cref="UsageException">There is no such field.</exception>
    public IReadOnlyList<ShopFacet> Count(RowSet? rows, IReadOnlyList<string> names, IReadOnlyCollection<KeyValuePair<string, FieldCondition>>? conditions = null)
    {
        ShopField[] fields = [.. names.Select(Named)];
        var filters = FiltersOf(conditions ?? []);
        // Where nothing is asked a product says all texts of its variants, but of its prices only the lowest.
        var told = variants is null ? Array.Empty<ShopField>() : Array.FindAll(fields, field => field.Kind == ShopFieldKind.Number || (field.Kind == ShopFieldKind.Text && filters.Length > 0));
        var counted = Count(rows, [.. fields.Except(told)], MostFacetValues).ToDictionary(facet => facet.Field);
        if (told.Length > 0)
        {
            var single = RowSet.Joined(rows ?? RowSet.All(store.Count), null)!;
            single.AndNot(Varied);
            var several = Filter.All([Filter.Rows(RowSet.Joined(rows, Varied)!), .. filters]);
            foreach (var facet in Count(single, told, MostFacetValues).Zip(Count(variants!, several, told, MostFacetValues, countsGroups: true), Added))
                counted.Add(facet.Field, facet);
        }

        return [.. fields.Select(field => OfAnyCase(counted[field]))];
    }

    /// <summary>Products in the order of a field, or of their ids.</summary>
    /// <param name="rows">The products; null for all.</param>
    /// <param name="sort">The order; null for that of the ids.</param>
    /// <param name="count">Rows wanted.</param>
    /// <param name="offset">Rows to pass over.</param>
    /// <returns>The rows, and how many there are in all.</returns>
    /// <exception cref="UsageException">There is no such field, or it is none of numbers.</exception>
    public (IReadOnlyList<int> Rows, long Total) Page(RowSet? rows, SortBy? sort, int count, int offset = 0)
    {
        var answer = index.Search(new IndexQuery { Filter = rows is null ? null : Filter.Rows(rows), Sort = OrderOf(sort), K = count, Offset = offset });
        return ([.. answer.Hits.Select(hit => hit.Row)], answer.Total);
    }

    /// <summary>The values of a field that are written so, in any letter case; null where no product has one.</summary>
    public IReadOnlyList<string>? ValuesLike(ShopField field, string typed) =>
        spellings.GetOrAdd(field.Name, _ => new Lazy<Dictionary<string, string[]>>(() => SpellingsOf(field), LazyThreadSafetyMode.PublicationOnly)).Value.GetValueOrDefault(typed.ToLowerInvariant());

    /// <inheritdoc/>
    public void Dispose()
    {
        index.Dispose();
        variants?.Dispose();
    }

    internal static string FolderOf(CatalogueStore store) => Path.Combine(StoreIndexes.FolderOf(store), IndexName);

    internal static string HashOf(CatalogueStore store) => $"{store.DataHash}/{store.RowsHash}";

    internal static IReadOnlyList<ShopField> FieldsOf(IndexSchema schema) =>
        [.. schema.Fields.Select(form => new ShopField(form.Name, form.Kind == FieldKind.Number ? ShopFieldKind.Number : form.Name == ShopField.Category ? ShopFieldKind.Branch : ShopFieldKind.Text))];

    private static void Narrow(ref RowSet? rows, RowSet further)
    {
        if (rows is null)
            rows = further;
        else
            rows.And(further);
    }

    private RowSet Branches(FieldCondition condition)
    {
        if (condition is not FieldCondition.OneOf branches)
            throw new UsageException("A range was asked of the category.", "Give a branch, such as: Apparel/Topwear");
        Func<int, bool>[] under = [.. branches.Values.Select(branch => CategoryFilter.Under(store, branch))];
        return RowSet.Where(store.Count, row => Array.Exists(under, isUnder => isUnder(row)));
    }

    private Filter FilterOf(ShopField field, FieldCondition condition) => (field.Kind, condition) switch
    {
        // "Nike" is "NIKE" too; a value that no product has passes none.
        (ShopFieldKind.Text, FieldCondition.OneOf texts) => Filter.In(field.Name, [.. texts.Values.SelectMany(text => ValuesLike(field, text) ?? [text.Length > 0 ? text : " "]).Distinct().Select(text => (FieldValue)text)]),
        (ShopFieldKind.Number, FieldCondition.Between(var from, var to)) => Filter.Range(field.Name, Bound(field, from), Bound(field, to)),
        (ShopFieldKind.Number, FieldCondition.OneOf numbers) => Filter.In(field.Name, [.. numbers.Values.Select(text => (FieldValue)NumberIn(field, text))]),
        _ => throw new UsageException($"A range was asked of the field '{field.Name}', which holds texts.", $"Give values of it: {field.Name}=VALUE"),
    };

    private static FieldValue? Bound(ShopField field, double? bound) => bound switch
    {
        null => null,
        { } number when double.IsFinite(number) => number,
        _ => throw new UsageException($"A bound of the field '{field.Name}' is no finite number.", "Give a number, or leave the bound out."),
    };

    private static double NumberIn(ShopField field, string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : throw new UsageException($"'{text}' was asked of the field '{field.Name}', which holds numbers.", $"Give a number or a range: {field.Name}=10..50");

    private Filter[] FiltersOf(IReadOnlyCollection<KeyValuePair<string, FieldCondition>> conditions) =>
        [.. from condition in conditions let field = Named(condition.Key) where field.Kind != ShopFieldKind.Branch select FilterOf(field, condition.Value)];

    private ShopFacet[] Count(RowSet? rows, ShopField[] fields, int most) => Count(index, rows is null ? null : Filter.Rows(rows), fields, most, countsGroups: false);

    private static ShopFacet[] Count(IIndexSnapshot index, Filter? filter, ShopField[] fields, int most, bool countsGroups)
    {
        var counted = index.Search(new IndexQuery
        {
            Filter = filter,
            K = 1,
            Facets = [.. fields.Select(field => new Facet(field.Name, field.Kind == ShopFieldKind.Text ? most : int.MaxValue, countsGroups && field.Kind == ShopFieldKind.Text))],
        }).Facets;
        return [.. fields.Zip(counted, FacetOf)];
    }

    private static ShopFacet Added(ShopFacet facet, ShopFacet other) => new(facet.Field,
        [.. facet.Values.Concat(other.Values).GroupBy(value => value.Text, StringComparer.Ordinal).Select(same => same.First() with { Count = same.Sum(value => value.Count) }).OrderByDescending(value => value.Count).ThenBy(value => value.Text, StringComparer.Ordinal)],
        new[] { facet.Least, other.Least }.Min(), new[] { facet.Greatest, other.Greatest }.Max());

    private FieldSort? OrderOf(SortBy? sort)
    {
        if (sort is null)
            return null;
        var field = Named(sort.Field);
        return field.Kind == ShopFieldKind.Number ? new FieldSort(field.Name, sort.IsDescending)
            : throw new UsageException($"The field '{field.Name}' holds texts, by which products are not sorted.", $"Sort by a number: {string.Join(", ", All.Where(other => other.Kind == ShopFieldKind.Number).Select(other => other.Name))}.");
    }

    private static ShopFacet FacetOf(ShopField field, IReadOnlyList<FacetCount> counts) => field.Kind switch
    {
        ShopFieldKind.Number when counts.Count > 0 => new ShopFacet(field, [], counts.Min(count => count.Value.Number), counts.Max(count => count.Value.Number)),
        ShopFieldKind.Number => new ShopFacet(field, []),
        ShopFieldKind.Branch => new ShopFacet(field, [.. counts.Select(count => new ShopFacetValue(BranchTerm.PathOf(count.Value.Text!), count.Count))]),
        _ => new ShopFacet(field, [.. counts.Select(count => new ShopFacetValue([count.Value.Text!], count.Count))]),
    };

    private static ShopFacet OfAnyCase(ShopFacet facet) => facet.Field.Kind != ShopFieldKind.Text ? facet : facet with
    {
        Values = [.. facet.Values.GroupBy(value => value.Text.ToLowerInvariant(), StringComparer.Ordinal).Select(same => same.MaxBy(value => value.Count)! with { Count = same.Sum(value => value.Count) })
            .OrderByDescending(value => value.Count).ThenBy(value => value.Text, StringComparer.Ordinal)],
    };

    private Dictionary<string, string[]> SpellingsOf(ShopField field) => Count(rows: null, [field], int.MaxValue)[0].Values
        .GroupBy(value => value.Text.ToLowerInvariant(), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Select(value => value.Text).ToArray(), StringComparer.Ordinal);
}
