namespace Vitrine.Index.Tests.Laws;

/// <summary>Random queries to a <see cref="Shelf"/>, and what a loop over its items answers.</summary>
internal static class ShelfQueries
{
    private const double NoScore = double.NegativeInfinity;

    public static IndexQuery Next(Random random)
    {
        Facet[] facets = [.. Shelf.Schema.Fields.Where(_ => random.Next(3) == 0).Select(field => new Facet(field.Name, 1 + random.Next(12), random.Next(2) == 0))];
        var query = new IndexQuery
        {
            K = 1 + random.Next(20),
            Offset = random.Next(3) * random.Next(20),
            IsOnePerGroup = random.Next(3) == 0,
            Facets = facets,
            Sort = random.Next(3) == 0 ? new FieldSort(new[] { "colour", "price", "added", "category", "serial" }[random.Next(5)], random.Next(2) == 0) : null,
        };
        return random.Next(3) switch
        {
            0 => query with { Code = new[] { (ulong)random.Next(1 << 20) }, Radius = random.Next(2) == 0 ? null : random.Next(14) },
            1 => query with { Vector = new float[] { 1, -2, random.Next(3), 0, 0, 0 }, MinScore = random.Next(2) == 0 ? null : random.Next(-4, 4) },
            _ => query,
        };
    }

    public static IEnumerable<ShelfItem> Expected(IndexQuery query, List<ShelfItem> found)
    {
        var ordered = (query switch
        {
            { Sort: { } sort } => found.OrderBy(item => item[sort.Field] is null).ThenBy(item => item, Comparer<ShelfItem>.Create((a, b) => ByField(sort, a, b))),
            { Code.IsEmpty: false } => found.OrderBy(item => Distance(query, item)),
            _ => found.OrderByDescending(item => query.Vector.IsEmpty ? NoScore : Score(query, item)),
        }).ThenBy(item => item.Id, StringComparer.Ordinal);
        return (query.IsOnePerGroup ? ordered.DistinctBy(item => item.Group ?? $"alone {item.Id}") : ordered).Skip(query.Offset).Take(query.K);
    }

    public static bool IsNear(IndexQuery query, ShelfItem item) =>
        (query.Radius is not { } radius || Distance(query, item) <= radius) && (query.MinScore is not { } score || Score(query, item) >= score);

    /// <summary>An item as a hit is told.</summary>
    public static string Described(IndexQuery query, ShelfItem item) =>
        $"{item.Id} {item.Row} {item.Group} {(query.Code.IsEmpty ? null : Distance(query, item))} {(query.Vector.IsEmpty ? null : (float)Score(query, item))}";

    public static string Counted(Facet facet, List<ShelfItem> found)
    {
        var pairs = found.SelectMany(item => Values(item, facet.Field).Select(value => (Value: value, Owner: facet.CountsGroups && item.Group is not null ? $"group {item.Group}" : item.Id)));
        var field = Shelf.Schema.Fields.Single(one => one.Name == facet.Field);
        return string.Join(' ', pairs.Distinct().GroupBy(pair => pair.Value)
            .OrderByDescending(value => value.Count()).ThenBy(value => FieldTerms.Of(field, value.Key, "a value"), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
            .Take(facet.Limit).Select(value => $"{value.Key}:{value.Count()}"));
    }

    private static int ByField(FieldSort sort, ShelfItem a, ShelfItem b)
    {
        if (a[sort.Field] is not { } left || b[sort.Field] is not { } right)
            return 0;
        var order = left switch
        {
            { Number: { } number } => number.CompareTo(right.Number!.Value),
            { Date: { } date } => date.CompareTo(right.Date!.Value),
            { Text: { } text } => ByCodePoint(text, right.Text!),
            _ => left.Texts!.Zip(right.Texts!, ByCodePoint).FirstOrDefault(difference => difference != 0, left.Texts!.Count - right.Texts!.Count),
        };
        return sort.IsDescending ? -order : order;
    }

    private static int ByCodePoint(string a, string b) =>
        a.EnumerateRunes().Zip(b.EnumerateRunes(), (x, y) => x.CompareTo(y)).FirstOrDefault(difference => difference != 0, a.Length - b.Length);

    private static int Distance(IndexQuery query, ShelfItem item) => Seeded.Distance([item.Code], query.Code.Span, 0, 29);

    private static double Score(IndexQuery query, ShelfItem item) => item.Vector.Zip(query.Vector.ToArray(), (x, y) => x * y).Sum();

    private static IEnumerable<FieldValue> Values(ShelfItem item, string field) => (field, item[field]) switch
    {
        (_, null) => [],
        ("sizes", _) => item.Sizes.Select(size => (FieldValue)size),
        ("category", _) => Enumerable.Range(1, item.Category.Length).Select(length => (FieldValue)item.Category[..length]),
        (_, var value) => [value],
    };
}
