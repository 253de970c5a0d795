namespace Vitrine.Index;

/// <summary>A query that was checked against an index and knows its columns.</summary>
internal sealed class BoundQuery
{
    private readonly IndexQuery query;
    private readonly BoundFilter? filter;
    private readonly FieldRanking? sort;

    /// <exception cref="ArgumentException">The query does not fit the index.</exception>
    public BoundQuery(IndexQuery query, IndexSchema schema)
    {
        (this.query, Schema) = (query, schema);
        Check(query, schema);
        filter = query.Filter?.Bind(schema);
        if (!query.Vector.IsEmpty)
            Vector = PreparedQuery.Of(query.Vector.Span, schema.VectorDimensions, schema.VectorFormat);
        Near = !query.Code.IsEmpty ? new CodeRanking(query.Code, query.Radius)
            : Vector is not null ? new VectorRanking(Vector, VectorSet.RowBytes(schema.VectorDimensions, schema.VectorFormat), query.MinScore)
            : null;
        sort = query.Sort is { } order ? new FieldRanking(SortColumn(order, schema), order.IsDescending) : null;
        Facets = [.. query.Facets.Select(facet => new FacetCounter(facet, schema))];
    }

    public IndexSchema Schema { get; }

    /// <summary>The query's code; empty without.</summary>
    public ReadOnlyMemory<ulong> Code => query.Code;

    /// <summary>The query's vector; null without.</summary>
    public PreparedQuery? Vector { get; }

    /// <summary>By nearness; null without code and vector.</summary>
    public NearRanking? Near { get; }

    /// <summary>The order of the hits.</summary>
    public Ranking Order => sort ?? Near ?? (Ranking)new IdRanking();

    /// <summary>The same, where it is by a field; else null.</summary>
    public FieldRanking? Sort => sort;

    /// <summary>True when the hits are ordered by nearness.</summary>
    public bool IsByNearness => sort is null && Near is not null;

    /// <summary>True when items that are not near enough are not found.</summary>
    public bool HasNearBound => query.Radius is not null || query.MinScore is not null;

    /// <summary>The road that is asked for.</summary>
    public CodeRoad Road => query.Road;

    public bool IsOnePerGroup => query.IsOnePerGroup;

    public int Offset => query.Offset;

    public int K => query.K;

    public IReadOnlyList<FacetCounter> Facets { get; }

    /// <summary>The items of a segment that pass the filter and are not deleted; null for all of them.</summary>
    public PositionSet? Passing(OpenedSegment opened, List<FilterStep>? steps)
    {
        var (segment, deleted) = opened;
        if (filter is null && deleted.Count == 0)
            return null;
        var set = filter?.Evaluate(segment, steps) ?? PositionSet.All(segment.Count);
        if (deleted.Count > 0)
            set.AndNot(deleted.Words);
        return set;
    }

    /// <summary>Room for the hits of all pages up to the wanted one.</summary>
    public Collector NewCollector(Segment segment)
    {
        var room = (int)Math.Min((long)Offset + K, segment.Count);
        return IsOnePerGroup ? new BestGroups(room, segment.Fields[Schema.GroupColumn]) : new BestItems(room);
    }

    private static void Check(IndexQuery query, IndexSchema schema)
    {
        if (query.K < 1)
            throw new ArgumentException($"A query for {query.K} hits; expected at least 1.");
        if (query.Offset < 0)
            throw new ArgumentException($"A query from hit {query.Offset} on; expected at least 0.");
        if (!query.Code.IsEmpty && !query.Vector.IsEmpty)
            throw new ArgumentException("A query with a code and a vector; give one of them.");
        if (!query.Code.IsEmpty)
            (schema.CodeLayout ?? throw new ArgumentException($"A query with a code; this index holds {schema}.")).CheckCode(query.Code.Span);
        if (!query.Vector.IsEmpty && !schema.HasVectors)
            throw new ArgumentException($"A query with a vector; this index holds {schema}.");
        if (query.Radius is { } radius && (radius < 0 || query.Code.IsEmpty))
            throw new ArgumentException(radius < 0 ? $"A radius of {radius}; expected at least 0." : "A radius without a code; give the code that it is around.");
        if (query.TimeLimit is { } time && (time <= TimeSpan.Zero || time.TotalMilliseconds > int.MaxValue))
            throw new ArgumentException($"A time limit of {time}; expected more than 0 and at most {TimeSpan.FromMilliseconds(int.MaxValue).Days} days.");
        if (!Enum.IsDefined(query.Road))
            throw new ArgumentException($"A road of {(int)query.Road}; expected one of {string.Join(", ", Enum.GetNames<CodeRoad>())}.");
        if (query.MinScore is { } score && (float.IsNaN(score) || query.Vector.IsEmpty))
            throw new ArgumentException(float.IsNaN(score) ? "A least score of NaN; expected a number." : "A least score without a vector; give the vector that items are scored with.");
        if (query.IsOnePerGroup && !schema.HasGroups)
            throw new ArgumentException("A query for one hit per group; this index has no groups.");
    }

    private static int SortColumn(FieldSort sort, IndexSchema schema)
    {
        var number = schema.FieldNumber(sort.Field);
        return schema.Fields[number].IsList
            ? throw new ArgumentException($"A query sorts by the field '{sort.Field}', which holds texts; expected one with a single value.")
            : number;
    }
}
