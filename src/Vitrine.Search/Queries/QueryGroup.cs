using Vitrine.Catalogue;

namespace Vitrine.Search.Queries;

/// <summary>Queries that are reported together.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Choices">What is asked for together: each list has one to four aspects.</param>
/// <param name="IsInOrder">Whether the values are said in the order of the aspects; otherwise in several ways.</param>
internal sealed record QueryGroup(string Name, IReadOnlyList<IReadOnlyList<Aspect>> Choices, bool IsInOrder)
{
    /// <summary>One group for each number of values. Who looks for something names its kind, in a shop of more than one.</summary>
    public static IReadOnlyList<QueryGroup> Of(IReadOnlyList<Aspect> aspects)
    {
        Aspect[] kinds = [.. aspects.Where(aspect => aspect.IsKind)], others = [.. aspects.Where(aspect => !aspect.IsKind)];
        return [.. from count in Enumerable.Range(1, Combination.MostValues)
            let choices = Subsets(others, count - kinds.Length).Select(subset => (IReadOnlyList<Aspect>)[.. subset, .. kinds]).ToArray()
            where choices.Length > 0
            select new QueryGroup($"values-{count}", choices, IsInOrder: false)];
    }

    /// <summary>One group for each list of names.</summary>
    /// <inheritdoc cref="ShopperQueries.Make" path="/exception"/>
    public static IReadOnlyList<QueryGroup> Named(CatalogueStore store, IReadOnlyList<IReadOnlyList<string>> attributes, CancellationToken cancellation)
    {
        foreach (var names in attributes)
        {
            if (names.Count is 0 or > Combination.MostValues || names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
                throw new UsageException($"Queries were asked for of '{string.Join(',', names)}'.", $"Name one to {Combination.MostValues} different attributes.");
        }

        string[] all = [.. attributes.SelectMany(names => names).Distinct(StringComparer.OrdinalIgnoreCase)];
        var aspects = all.Zip(AspectReader.Read(store, all, cancellation)).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.OrdinalIgnoreCase);
        return [.. attributes.Select(names => new QueryGroup(string.Join('+', names).ToLowerInvariant(), [[.. names.Select(name => aspects[name])]], IsInOrder: true))];
    }

    /// <summary>The values in words.</summary>
    public IReadOnlyList<Phrase> Say(ValueSet set)
    {
        var phrases = Phrasing.WithoutRepeats([.. set.Aspects.Select((aspect, place) => Phrase.Of(aspect, set.Values[place]))]);
        return IsInOrder ? Phrasing.Plain(phrases) : Phrasing.Choose(phrases, set.Bits);
    }

    private static IEnumerable<IReadOnlyList<Aspect>> Subsets(Aspect[] aspects, int count)
    {
        if (count <= 0)
            return count == 0 ? [[]] : [];
        return aspects.SelectMany((first, place) => Subsets(aspects[(place + 1)..], count - 1).Select(rest => (IReadOnlyList<Aspect>)[first, .. rest]));
    }
}
