using Vitrine.Catalogue;

namespace Vitrine.Search.Queries;

/// <summary>
/// Queries as shoppers type them, made of the values of a shop's own products, so that what is right is known without anybody's judgement: the products that have the
/// values. The same store, options and seed give the same queries, whatever the order of its rows.
/// </summary>
public sealed class ShopperQueries
{
    private readonly QueryVariation variation;

    private ShopperQueries(IReadOnlyList<ShopperQuery> queries, IReadOnlyList<string> attributes, QueryVariation variation) =>
        (Queries, Attributes, this.variation) = (queries, attributes, variation);

    /// <summary>The queries, group by group.</summary>
    public IReadOnlyList<ShopperQuery> Queries { get; }

    /// <summary>Names of what is asked for; "category" is the kind of product.</summary>
    public IReadOnlyList<string> Attributes { get; }

    /// <summary>Makes the queries; there are none where fewer products than asked for share values that are words.</summary>
    /// <param name="store">The shop.</param>
    /// <param name="options">Part, attributes, numbers, seed.</param>
    /// <param name="cancellation">Stops between products.</param>
    /// <exception cref="UsageException">An attribute that was asked for does not exist or has no words; a group has none, more than four, or one twice; the part is the training part.</exception>
    public static ShopperQueries Make(CatalogueStore store, ShopperOptions options, CancellationToken cancellation = default)
    {
        if (options.Part == Part.Train)
            throw new UsageException("Queries of values belong to the validation or the test part.", "Ask for one of these.");
        var groups = options.Attributes.Count == 0 ? QueryGroup.Of(AspectReader.Read(store, cancellation)) : QueryGroup.Named(store, options.Attributes, cancellation);
        ValueSet[][] found = [.. groups.Select(group => ValueSet.Choose(group.Choices, options, cancellation).ToArray())];
        var rows = new Dictionary<(Aspect, int), int[]>();
        var queries = new List<ShopperQuery>();
        foreach (var (group, sets) in groups.Zip(Shared(found, options.MostQueries)))
            queries.AddRange(sets.Select(set => new ShopperQuery(set.Key, group.Name, group.Say(set), set.Bits, set.Rows(RowsOf))));
        Aspect[] aspects = [.. groups.SelectMany(group => group.Choices).SelectMany(choice => choice).Distinct()];
        return new ShopperQueries(queries, [.. aspects.Select(aspect => aspect.Name).Distinct()], QueryVariation.Of(store, aspects, cancellation));

        int[] RowsOf(Aspect aspect, int value) => rows.TryGetValue((aspect, value), out var known) ? known : rows[(aspect, value)] = [.. aspect.RowsOf(value)];
    }

    /// <summary>What a query says in another way; null where there is no such way, such as another number of a word that has none.</summary>
    public string? Say(ShopperQuery query, QueryVariant variant) => variation.Say(query, variant);

    // One of each group in turn, so that a group of few leaves its share to the others.
    private static IEnumerable<IEnumerable<ValueSet>> Shared(ValueSet[][] groups, int most)
    {
        var taken = new int[groups.Length];
        for (var left = most; left > 0 && groups.Where((group, g) => taken[g] < group.Length).Any();)
        {
            for (var g = 0; g < groups.Length && left > 0; g++)
            {
                if (taken[g] == groups[g].Length)
                    continue;
                taken[g]++;
                left--;
            }
        }

        return groups.Select((group, g) => group.Take(taken[g]));
    }
}
