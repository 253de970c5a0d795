using System.Globalization;
using Pgvector;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>The table of an index's items: its names, its columns, and the statements that make it.</summary>
internal sealed class ItemTable
{
    // Bytes of a field's text that a B-tree or GIN index of PostgreSQL can hold.
    private const int MaxListedBytes = IdKey.MaxBytes;

    private readonly IndexState state;

    public ItemTable(SchemaName schema, IndexState state)
    {
        (Schema, this.state) = (schema, state);
        Name = string.Create(CultureInfo.InvariantCulture, $"items_{state.Table}");
        Columns = [.. ColumnsOf()];
    }

    public SchemaName Schema { get; }

    /// <summary>Its name, without that of the schema.</summary>
    public string Name { get; }

    /// <summary>Its name with that of the schema.</summary>
    public string FullName => $"{Schema.Text}.{Name}";

    public IReadOnlyList<ItemColumn> Columns { get; }

    public string ColumnNames => string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>The column of a field.</summary>
    public static string Field(int number) => string.Create(CultureInfo.InvariantCulture, $"f{number}");

    /// <summary>The column of a part.</summary>
    public static string Part(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number}");

    /// <summary>The statements that make the table, in hash partitions where there are to be some.</summary>
    public IEnumerable<string> CreateStatements(int partitions)
    {
        var columns = string.Join(",\n  ", Columns.Select(column => $"{column.Name} {column.Type}{(column.Name is "id" or "item_row" ? " NOT NULL" : "")}"));
        yield return $"CREATE TABLE {FullName} (\n  {columns}\n){(partitions > 0 ? " PARTITION BY HASH (id)" : "")}";
        for (var part = 0; part < partitions; part++)
            yield return string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE {FullName}_{part} PARTITION OF {FullName} FOR VALUES WITH (MODULUS {partitions}, REMAINDER {part})");
    }

    /// <summary>The statements that make its indexes; quicker after the first items came than before.</summary>
    public IEnumerable<string> IndexStatements() =>
    [
        $"ALTER TABLE {FullName} ADD PRIMARY KEY (id)",
        .. Columns.Where(column => column.IndexMethod is not null).Select(column => $"CREATE INDEX {Name}_{column.Name} ON {FullName} USING {column.IndexMethod} ({column.Name})"),
    ];

    /// <summary>The statements that make graphs (HNSW) over codes and vectors; none without pgvector.</summary>
    public IEnumerable<string> GraphStatements(int links, int effort)
    {
        var with = string.Create(CultureInfo.InvariantCulture, $"WITH (m = {links}, ef_construction = {effort})");
        if (state.Vectors is StoredVectors.Vector or StoredVectors.HalfVector && state.Schema.VectorDimensions <= state.Vectors.MostGraphDimensions())
            yield return $"CREATE INDEX IF NOT EXISTS {Name}_vector_graph ON {FullName} USING hnsw (vector {(state.Vectors == StoredVectors.Vector ? "vector_ip_ops" : "halfvec_ip_ops")}) {with}";
        if (state.Schema.CodeLayout is not null)
            yield return $"CREATE INDEX IF NOT EXISTS {Name}_code_graph ON {FullName} USING hnsw (code bit_hamming_ops) {with}";
    }

    private IEnumerable<ItemColumn> ColumnsOf()
    {
        var schema = state.Schema;
        yield return new ItemColumn("id", "bytea", item => KeyOf(item.Id));
        yield return new ItemColumn("item_row", "integer", item => item.Row) { IndexMethod = "btree" };
        if (schema.CodeLayout is { Bits: var bits })
            yield return new ItemColumn("code", string.Create(CultureInfo.InvariantCulture, $"bit({bits})"), item => CodeBits.Of(item.Code.Span, bits));
        if (schema.HasVectors)
            yield return new ItemColumn("vector", state.Vectors.Sql(schema.VectorDimensions), VectorOf);
        for (var part = 0; part < schema.Parts.Count; part++)
        {
            var (number, form) = (part, schema.Parts[part]);
            yield return new ItemColumn(Part(part), "bytea", item => PartBytes.Of(form, item.Parts[number].Span, $"part '{form.Name}' of item '{item.Id}'"));
        }

        if (schema.HasGroups)
            yield return new ItemColumn("item_group", "bytea", item => item.Group is null ? null : System.Text.Encoding.UTF8.GetBytes(item.Group));
        for (var field = 0; field < schema.Fields.Count; field++)
        {
            var form = schema.Fields[field];
            yield return form.Kind switch
            {
                FieldKind.Number => new ItemColumn(Field(field), "double precision", item => ValueOf(item, form)?.Number is { } number ? number + 0d : null) { IndexMethod = "btree" },
                FieldKind.Date => new ItemColumn(Field(field), "bigint", item => ValueOf(item, form)?.Date?.Ticks) { IndexMethod = "btree" },
                // A hash index bears texts of any length; nothing but equality is asked of them.
                FieldKind.Keyword => new ItemColumn(Field(field), "bytea", item => ValueOf(item, form) is { } value ? FieldTerms.Of(form, value, OwnerOf(item)) : null) { IndexMethod = "hash" },
                _ => new ItemColumn(Field(field), "bytea[]", item => ListOf(item, form)) { IndexMethod = "gin" },
            };
        }
    }

    private object VectorOf(IndexItem item)
    {
        switch (state.Vectors)
        {
            case StoredVectors.Vector:
                return new Vector(item.Vector.ToArray());
            case StoredVectors.HalfVector:
                var halves = new Half[item.Vector.Length];
                for (var i = 0; i < halves.Length; i++)
                {
                    halves[i] = (Half)item.Vector.Span[i];
                    if (!Half.IsFinite(halves[i]))
                        throw new ArgumentException($"Dimension {i} of item '{item.Id}' is {item.Vector.Span[i]}; PostgreSQL's half precision ends at 65,504. Keep the vectors as float32.");
                }

                return new HalfVector(halves);
            default:
                return state.Vectors.Rounded(item.Vector.Span, state.Schema.VectorFormat);
        }
    }

    private static FieldValue? ValueOf(IndexItem item, FieldForm form) => item.Fields.TryGetValue(form.Name, out var value) ? value : null;

    private static string OwnerOf(IndexItem item) => $"Item '{item.Id}'";

    private static byte[][]? ListOf(IndexItem item, FieldForm form)
    {
        if (ValueOf(item, form) is not { } value)
            return null;
        var terms = form.Kind == FieldKind.Path ? PathNodes.Of(FieldTerms.Of(form, value, OwnerOf(item))) : FieldTerms.OfItem(form, value, OwnerOf(item));
        if (terms.Length > 0 && terms.Max(term => term.Length) is > MaxListedBytes and var bytes)
            throw new ArgumentException($"{OwnerOf(item)} has {bytes} bytes in the field '{form.Name}'; an index of PostgreSQL holds at most {MaxListedBytes} of a list's text or a path.");
        return terms.Length == 0 ? null : terms;
    }

    private static byte[] KeyOf(string id) => IdKey.Of(id) is { Length: <= IdKey.MaxBytes } key ? key
        : throw new ArgumentException($"An id of {IdKey.Of(id).Length} bytes; an index of PostgreSQL holds at most {IdKey.MaxBytes}.");
}
