using Vitrine.Catalogue;

namespace Vitrine.Search.Queries;

/// <summary>Finds in the data what the products of a shop can be asked for by, in any language.</summary>
internal static class AspectReader
{
    /// <summary>The name of the kind among the attributes: the names of the finest categories.</summary>
    public const string Kind = "category";

    // Of more than these, four values can be taken in too many ways to count them all in a shop of a million.
    private const int MostAttributes = 8;
    private const int MostValues = 300;

    /// <summary>The kind, where the shop has more than one, and before it the attributes of the most products, by name.</summary>
    public static IReadOnlyList<Aspect> Read(CatalogueStore store, CancellationToken cancellation)
    {
        var (kind, attributes) = Drafts(store, null, cancellation);
        return [.. attributes.Where(draft => draft.IsUsable).OrderByDescending(draft => draft.Products).ThenBy(draft => draft.Name, StringComparer.Ordinal).Take(MostAttributes)
            .OrderBy(draft => draft.Name, StringComparer.Ordinal).Concat(kind.IsUsable ? [kind] : []).Select(draft => draft.Finish(store.Count))];
    }

    /// <summary>Aspects asked for by name, in their order, however many values they have.</summary>
    /// <exception cref="UsageException">The shop has no such attribute, or its values are no words.</exception>
    public static IReadOnlyList<Aspect> Read(CatalogueStore store, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var (kind, attributes) = Drafts(store, names, cancellation);
        return [.. names.Select(name => Named(name).Finish(store.Count))];

        AspectDraft Named(string name)
        {
            AspectDraft[] all = [kind, .. attributes];
            var found = all.FirstOrDefault(draft => draft.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new UsageException($"'{store.Path}' has no attribute '{name}'.", $"There are: {string.Join(", ", all.Where(draft => draft.IsUsable).Select(draft => draft.Name).DefaultIfEmpty("none that queries can be made of"))}.");
            return found.IsUsable
                ? found
                : throw new UsageException($"No queries can be made of '{name}' in '{store.Path}': fewer than two of its values, or those of fewer than half of its products, are words.", "Name an attribute with values such as red and blue.");
        }
    }

    private static (AspectDraft Kind, ICollection<AspectDraft> Attributes) Drafts(CatalogueStore store, IReadOnlyList<string>? names, CancellationToken cancellation)
    {
        var kind = new AspectDraft(Kind, isKind: true, int.MaxValue);
        var attributes = new SortedDictionary<string, AspectDraft>(StringComparer.Ordinal);
        foreach (var product in store.Products())
        {
            cancellation.ThrowIfCancellationRequested();
            kind.Add(product.Row, [store.Tree.Path(product.Category)[^1], .. product.FurtherCategories.Where(path => path.Count > 0).Select(path => path[^1])]);
            foreach (var (name, own) in product.Attributes)
            {
                if (!attributes.TryGetValue(name, out var draft))
                    attributes.Add(name, draft = new AspectDraft(name, isKind: false, names?.Contains(name, StringComparer.OrdinalIgnoreCase) == true ? int.MaxValue : MostValues));
                draft.Add(product.Row, own);
            }
        }

        return (kind, attributes.Values);
    }
}
