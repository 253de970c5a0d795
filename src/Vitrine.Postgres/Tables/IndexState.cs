using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>What the table <c>state</c> says of an index: one row.</summary>
/// <param name="Generation">Number of the commit.</param>
/// <param name="Table">Number of the table that holds its items; another one takes its place when the index is made anew.</param>
/// <param name="Schema">Form of the items.</param>
/// <param name="Vectors">Type of the vectors.</param>
/// <param name="Count">Items.</param>
/// <param name="Properties">What the writer noted.</param>
internal sealed record IndexState(long Generation, long Table, IndexSchema Schema, StoredVectors Vectors, int Count, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>The columns, in the order in which <see cref="Read"/> reads them.</summary>
    public const string Columns = "generation, items_table, form, vectors, items_count, properties";

    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    public string FormText => JsonSerializer.Serialize(new Form(Schema.CodeBitsPerLayer, Schema.VectorDimensions, Schema.VectorFormat, Schema.Parts, Schema.Fields, Schema.HasGroups), Options);

    public string PropertiesText => JsonSerializer.Serialize(Properties);

    /// <exception cref="IndexUnavailableException">The vectors are of pgvector, which is not in the database.</exception>
    public void Require(ServerAbilities server, SchemaName schema, PostgresAddress address)
    {
        if (Vectors is StoredVectors.Vector or StoredVectors.HalfVector && !server.HasPgvector)
            throw new IndexUnavailableException($"The index '{schema.Index}' at {address} was made with pgvector, which is not in the database.", "Run as a superuser: CREATE EXTENSION vector;");
    }

    public static IndexState Read(Npgsql.NpgsqlDataReader reader)
    {
        var form = JsonSerializer.Deserialize<Form>(reader.GetString(2), Options)!;
        var schema = new IndexSchema(form.CodeBitsPerLayer, form.VectorDimensions, form.VectorFormat) { Parts = form.Parts, Fields = form.Fields, HasGroups = form.HasGroups };
        schema.Check();
        return new IndexState(reader.GetInt64(0), reader.GetInt64(1), schema, Enum.Parse<StoredVectors>(reader.GetString(3)), (int)reader.GetInt64(4), JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(5))!);
    }

    private sealed record Form(IReadOnlyList<int> CodeBitsPerLayer, int VectorDimensions, VectorFormat VectorFormat, IReadOnlyList<PartForm> Parts, IReadOnlyList<FieldForm> Fields, bool HasGroups);
}
