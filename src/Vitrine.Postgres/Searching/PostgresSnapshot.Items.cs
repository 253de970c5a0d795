using System.Collections;
using System.Globalization;
using Npgsql;
using Pgvector;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <content>Items by ids and rows.</content>
public sealed partial class PostgresSnapshot
{
    // Items that come in one answer, when all are read.
    private const int ItemsAtOnce = 2000;

    /// <inheritdoc/>
    public void Distances(ReadOnlySpan<ulong> query, Span<ushort> byRow)
    {
        Codes().CheckCode(query);
        var numbers = new ushort[byRow.Length];
        Array.Fill(numbers, ushort.MaxValue);
        ReadAll(new IndexQuery { Code = query.ToArray() }, numbers.Length, (row, reader) => numbers[row] = (ushort)reader.GetInt64(1));
        numbers.CopyTo(byRow);
    }

    /// <inheritdoc/>
    public void Scores(ReadOnlySpan<float> query, Span<float> byRow)
    {
        var numbers = new float[byRow.Length];
        Array.Fill(numbers, float.NegativeInfinity);
        ReadAll(new IndexQuery { Vector = Vector(query) }, numbers.Length, (row, reader) => numbers[row] = reader.GetFloat(1) + 0f);
        numbers.CopyTo(byRow);
    }

    /// <inheritdoc/>
    public void CopyParts(string part, IReadOnlyList<string> ids, Span<float> vectors, Span<int> counts)
    {
        var number = Enumerable.Range(0, Schema.Parts.Count).Where(i => Schema.Parts[i].Name == part).DefaultIfEmpty(-1).First();
        if (number < 0)
            throw new ArgumentException($"The index has no part '{part}'; it holds {Schema}.", nameof(part));
        var (form, statement) = (Schema.Parts[number], new SqlText());
        statement.Text = $"SELECT id, {ItemTable.Part(number)} FROM {table.FullName} WHERE id = ANY({statement.Add([.. ids.Select(IdKey.Of)])})";
        var found = sessions.Do(session =>
        {
            var bytes = new Dictionary<string, byte[]>(ids.Count, StringComparer.Ordinal);
            session.Read([statement], (_, reader) => bytes[IdKey.Id(reader.GetFieldValue<byte[]>(0))] = reader.GetFieldValue<byte[]>(1));
            return bytes;
        }, CancellationToken.None);
        var width = ids.Count == 0 ? 0 : vectors.Length / ids.Count;
        for (var i = 0; i < ids.Count; i++)
            counts[i] = PartBytes.Read(form, found.TryGetValue(ids[i], out var bytes) ? bytes : throw new ArgumentException($"The index has no item '{ids[i]}'.", nameof(ids)), vectors.Slice(i * width, width));
    }

    /// <inheritdoc/>
    public void CopyVectors(ReadOnlySpan<int> rows, Span<float> vectors)
    {
        var (dimensions, statement) = (Schema.VectorDimensions, new SqlText());
        var wanted = rows.ToArray();
        statement.Text = $"SELECT DISTINCT ON (item_row) item_row, vector FROM {table.FullName} WHERE item_row = ANY({statement.Add(wanted)}) ORDER BY item_row, id";
        var found = sessions.Do(session =>
        {
            var byRow = new Dictionary<int, float[]>(wanted.Length);
            session.Read([statement], (_, reader) => byRow[reader.GetInt32(0)] = VectorAt(reader, 1));
            return byRow;
        }, CancellationToken.None);
        vectors.Clear();
        for (var i = 0; i < wanted.Length; i++)
        {
            if (found.TryGetValue(wanted[i], out var vector))
                vector.CopyTo(vectors.Slice(i * dimensions, dimensions));
        }
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<float> Kept(ReadOnlyMemory<float> vector) => State.Vectors.Rounded(vector.Span, Schema.VectorFormat);

    /// <inheritdoc/>
    public string? IdOf(int row)
    {
        var statement = new SqlText();
        statement.Text = $"SELECT id FROM {table.FullName} WHERE item_row = {statement.Add((long)row)} ORDER BY id LIMIT 1";
        return sessions.Do(session =>
        {
            string? id = null;
            session.Read([statement], (_, reader) => id = IdKey.Id(reader.GetFieldValue<byte[]>(0)));
            return id;
        }, CancellationToken.None);
    }

    /// <summary>Bytes that the items take on the server, with all of their indexes and graphs.</summary>
    public long StoredBytes() => sessions.Do(session =>
    {
        var statement = new SqlText();
        // A table in partitions has no bytes of its own.
        statement.Text = $"SELECT greatest(pg_total_relation_size('{table.FullName}'), (SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('{table.FullName}'))::bigint)";
        long bytes = 0;
        session.Read([statement], (_, reader) => bytes = reader.GetInt64(0));
        return bytes;
    }, CancellationToken.None);

    /// <inheritdoc/>
    public IndexItem? Find(string id)
    {
        _ = ItemRecord.Id(id);
        var statement = new SqlText();
        statement.Text = $"SELECT {table.ColumnNames} FROM {table.FullName} WHERE id = {statement.Add(IdKey.Of(id))}";
        return ReadItems(statement).FirstOrDefault();
    }

    /// <inheritdoc/>
    public IEnumerable<IndexItem> Items(string? after = null)
    {
        for (var last = after is null ? null : IdKey.Of(after); ;)
        {
            var statement = new SqlText();
            var beyond = last is null ? "" : $" WHERE id > {statement.Add(last)}";
            statement.Text = $"SELECT {table.ColumnNames} FROM {table.FullName}{beyond} ORDER BY id LIMIT {ItemsAtOnce.ToString(CultureInfo.InvariantCulture)}";
            var items = ReadItems(statement);
            foreach (var item in items)
                yield return item;
            if (items.Count < ItemsAtOnce)
                yield break;
            last = IdKey.Of(items[^1].Id);
        }
    }

    private void ReadAll(IndexQuery query, int rows, Action<int, NpgsqlDataReader> read) => sessions.Do(session =>
    {
        session.Read([sql.All(query)], (_, reader) =>
        {
            var row = reader.GetInt32(0);
            if (row >= rows)
                throw new ArgumentException($"The index holds row {row}; there are places for {rows} rows.");
            read(row, reader);
        });
        return true;
    }, CancellationToken.None);

    private List<IndexItem> ReadItems(SqlText statement) => sessions.Do(session =>
    {
        var items = new List<IndexItem>();
        session.Read([statement], (_, reader) => items.Add(ItemAt(reader)));
        return items;
    }, CancellationToken.None);

    private IndexItem ItemAt(NpgsqlDataReader reader)
    {
        var column = 2;
        var item = new IndexItem(IdKey.Id(reader.GetFieldValue<byte[]>(0)))
        {
            Row = reader.GetInt32(1),
            Code = Schema.CodeLayout is null ? default : CodeBits.Words(reader.GetFieldValue<BitArray>(column++)),
            Vector = Schema.HasVectors ? VectorAt(reader, column++) : default,
            Parts = [.. Schema.Parts.Select(form => PartAt(form, reader.GetFieldValue<byte[]>(column++)))],
            Group = !Schema.HasGroups ? null : reader.IsDBNull(column++) ? null : System.Text.Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(column - 1)),
        };
        foreach (var form in Schema.Fields)
        {
            if (FoundValue.OfItem(form, reader, column++) is { } value)
                item.Fields[form.Name] = value;
        }

        return item;
    }

    private float[] VectorAt(NpgsqlDataReader reader, int column) => State.Vectors switch
    {
        StoredVectors.Vector => reader.GetFieldValue<Vector>(column).ToArray(),
        StoredVectors.HalfVector => [.. reader.GetFieldValue<HalfVector>(column).ToArray().Select(half => (float)half)],
        _ => reader.GetFieldValue<float[]>(column),
    };

    private static ReadOnlyMemory<float> PartAt(PartForm form, byte[] bytes)
    {
        var numbers = new float[form.VectorsPerItem * form.Dimensions];
        return numbers.AsMemory(0, PartBytes.Read(form, bytes, numbers) * form.Dimensions);
    }
}
